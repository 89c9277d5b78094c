import type {
  ChannelConfig,
  ConsoleConfig,
  ControllerConfig,
  DevicesConfig,
  VirtioSerialAddress,
} from '@virt/core/config'
import { VirtError } from '@virt/core/driver'

type Line = ChannelConfig | ConsoleConfig

const usualPorts = 31

/** Every line over virtio-serial with controller and port. Port 0 is for a console; controllers are added as needed. */
export function withVirtioSerialAddresses(devices: DevicesConfig): DevicesConfig {
  const { consoles, channels } = devices
  const lines = [...(consoles ?? []), ...(channels ?? [])].filter(isVirtioSerial)
  if (lines.length === 0) return devices
  const ports = new SerialPorts(devices.controllers ?? [])
  for (const { address } of lines) if (isWhole(address)) ports.reserve(address as VirtioSerialAddress)
  const placed = <T extends Line>(line: T, console: boolean): T =>
    isVirtioSerial(line) && !isWhole(line.address)
      ? { ...line, address: ports.take(line.address as VirtioSerialAddress | undefined, console) }
      : line
  return {
    ...devices,
    consoles: consoles?.map((line) => placed(line, true)),
    channels: channels?.map((line) => placed(line, false)),
    controllers: ports.controllers,
  }
}

function isVirtioSerial({ target, address }: Line): boolean {
  return target?.type === 'virtio' && (address === undefined || address.type === 'virtio-serial')
}

function isWhole(address: Line['address']): boolean {
  return address?.type === 'virtio-serial' && address.port !== undefined && address.port > 0
}

class SerialPorts {
  readonly #rows: ControllerConfig[]
  readonly #taken = new Map<number, Set<number>>()

  constructor(controllers: readonly ControllerConfig[]) {
    this.#rows = [...controllers]
  }

  get controllers(): readonly ControllerConfig[] {
    return this.#rows
  }

  reserve({ controller = 0, port = 0 }: VirtioSerialAddress): void {
    const row = this.#ensure(controller)
    const taken = this.#taken.get(controller) ?? new Set()
    if (port >= (row.ports ?? usualPorts))
      throw wrong(`virtio serial controller ${controller} does not have port ${port}`)
    if (taken.has(port))
      throw wrong(`virtio serial port ${port} on controller ${controller} is already occupied`)
    this.#taken.set(controller, taken.add(port))
  }

  take(wanted: VirtioSerialAddress | undefined, console: boolean): VirtioSerialAddress {
    const controller = wanted?.controller
    const candidates = controller === undefined ? this.#indexes() : [controller]
    for (const index of candidates) {
      const limit = this.#ensure(index).ports ?? usualPorts
      for (let port = console ? 0 : 1; port < limit; port++) {
        if (this.#taken.get(index)?.has(port)) continue
        const address: VirtioSerialAddress = { type: 'virtio-serial', controller: index, bus: 0, port }
        this.reserve(address)
        return address
      }
    }
    if (controller !== undefined)
      throw wrong(`Unable to find a free virtio serial port on controller ${controller}`)
    const next = Math.max(-1, ...this.#indexes()) + 1
    return this.take({ type: 'virtio-serial', controller: next }, console)
  }

  #indexes(): readonly number[] {
    return this.#rows.flatMap(({ type, index = 0 }) => (type === 'virtio-serial' ? [index] : []))
  }

  #ensure(index: number): ControllerConfig {
    const known = this.#rows.find((row) => row.type === 'virtio-serial' && (row.index ?? 0) === index)
    if (known) return known
    const added: ControllerConfig = { type: 'virtio-serial', index }
    this.#rows.push(added)
    return added
  }
}

function wrong(detail: string): VirtError {
  return new VirtError('XML_ERROR', detail, { origin: 'DOMAIN' })
}

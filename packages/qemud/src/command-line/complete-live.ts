import type {
  ChardevBackend,
  ConsoleConfig,
  DeviceInfo,
  DomainConfig,
  GraphicsConfig,
} from '@virt/core/config'
import type { QmpChardev, QmpVnc } from '../qmp/commands.js'
import { chardevId } from './chardevs.js'
import { choosesPort } from './graphics/vnc.js'

/** What QEMU chose at start: the answers to the `queries` of a BuiltCommand, as far as they were asked. */
export interface StartFacts {
  readonly chardevs?: readonly QmpChardev[]
  readonly vnc?: QmpVnc
}

/** The live definition with pseudo terminals and ports that QEMU chose filled in. */
export function completeLive(config: DomainConfig, { chardevs = [], vnc }: StartFacts): DomainConfig {
  const { devices } = config
  const terminals = new Map(chardevs.map(({ label, filename }) => [label, filename]))
  const complete = <T extends ChardevBackend & DeviceInfo>(device: T): T => onTerminal(device, terminals)
  return {
    ...config,
    devices: {
      ...devices,
      serials: devices?.serials?.map(complete),
      parallels: devices?.parallels?.map(complete),
      consoles: devices?.consoles?.map((device) => withTty(complete(device))),
      graphics: devices?.graphics?.map((screen) => withPort(screen, vnc)),
    },
  }
}

/** Ports of display 0: of the screen itself, and of its WebSocket. */
const [displays, websockets] = [5900, 5700]

const ptyPrefix = 'pty:'

function onTerminal<T extends ChardevBackend & DeviceInfo>(
  device: T,
  terminals: ReadonlyMap<string, string>,
): T {
  const filename = terminals.get(chardevId(device.alias ?? ''))
  if (device.type !== 'pty' || !filename?.startsWith(ptyPrefix)) return device
  const [source] = device.sources ?? []
  return { ...device, sources: [{ ...source, path: filename.slice(ptyPrefix.length) }] }
}

function withTty(device: ConsoleConfig): ConsoleConfig {
  return device.type === 'pty' ? { ...device, tty: device.sources?.[0]?.path } : device
}

function withPort(screen: GraphicsConfig, vnc: QmpVnc | undefined): GraphicsConfig {
  if (!choosesPort(screen) || vnc?.service === undefined) return screen
  const port = Number(vnc.service)
  const websocket = screen.websocket === -1 ? port - displays + websockets : screen.websocket
  return { ...screen, port, websocket, autoport: true }
}

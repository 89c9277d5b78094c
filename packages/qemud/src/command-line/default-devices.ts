import { createHash } from 'node:crypto'
import type {
  ConsoleConfig,
  DevicesConfig,
  DiskConfig,
  DomainConfig,
  InputConfig,
  InterfaceConfig,
  SerialConfig,
  VideoConfig,
} from '@virt/core/config'
import { targetIndex } from './addresses/drive-address.js'
import { completeControllers } from './default-controllers.js'
import { completeAudios } from './devices/audios.js'
import { completePanic } from './devices/panics.js'
import { completeTpm } from './devices/tpms.js'
import { completeVsock } from './devices/vsock.js'
import { withListenAddress } from './graphics/listen.js'
import { withTargetNames } from './interfaces/taps.js'
import { completeChannel } from './lines/channels.js'
import type { MachineFamily } from './machine-family.js'

/** The devices of a definition with those that it implies: controllers, console, balloon, models. */
export function withDefaults(config: DomainConfig, family: MachineFamily, directory?: string): DevicesConfig {
  const devices = config.devices ?? {}
  const cards = devices.interfaces?.map((nic, index) => completeInterface(nic, index, config, family))
  const interfaces = cards && withTargetNames(cards)
  const inputs = completeInputs(devices, family)
  const videos = completeVideos(devices, family)
  const graphics = devices.graphics?.map(withListenAddress)
  const disks = devices.disks && inTargetOrder(devices.disks)
  const completed = {
    ...devices,
    ...completeConsoles(devices, family),
    disks,
    graphics,
    interfaces,
    inputs,
    videos,
    channels: devices.channels?.map((channel, index) => completeChannel(channel, index, directory)),
    audios: completeAudios(devices),
    panics: devices.panics?.map((panic) => completePanic(panic, family)),
    tpms: devices.tpms?.map((tpm) => completeTpm(tpm, family)),
    vsock: completeVsock(config),
  }
  return {
    ...completed,
    memballoon: devices.memballoon ?? (family.impliedBalloon ? { model: 'virtio' } : undefined),
    controllers: completeControllers(completed, family),
  }
}

/** Disks of one bus together, by their names: the order in which libvirt shows, and boots, them. */
function inTargetOrder(disks: readonly DiskConfig[]): readonly DiskConfig[] {
  const buses = [...new Set(disks.map(({ target }) => target.bus))]
  const rank = ({ target }: DiskConfig): number => buses.indexOf(target.bus)
  return [...disks].sort(
    (one, other) => rank(one) - rank(other) || targetIndex(one.target.dev) - targetIndex(other.target.dev),
  )
}

/** Whether a console is only another name of the first serial port. */
export function isSerialConsole(device: ConsoleConfig): boolean {
  return device.target?.type === undefined || device.target.type === 'serial'
}

function completeConsoles(
  devices: DevicesConfig,
  family: MachineFamily,
): Pick<DevicesConfig, 'serials' | 'consoles'> {
  const [first, ...others] = devices.consoles ?? []
  const serials = (devices.serials ?? []).map((port) => withTarget(port, family))
  if (first && !isSerialConsole(first)) return { serials, consoles: devices.consoles }
  const ports = serials.length > 0 || !first ? serials : [withTarget(serialOf(first), family)]
  const [port] = ports
  return { serials: ports, consoles: port ? [consoleOf(port), ...others] : devices.consoles }
}

function serialOf({ tty: _, target, ...backend }: ConsoleConfig): SerialConfig {
  return { ...backend, target: { port: target?.port ?? 0 } }
}

const serialModels: Readonly<Record<string, string>> = {
  'isa-serial': 'isa-serial',
  'pci-serial': 'pci-serial',
  'usb-serial': 'usb-serial',
  'spapr-vio-serial': 'spapr-vty',
  'sclp-serial': 'sclpconsole',
  'isa-debug': 'isa-debugcon',
}

/** `isa-serial` was once what every port was called. */
function withTarget(port: SerialConfig, family: MachineFamily): SerialConfig {
  const asked = port.target?.type
  const foreign = asked === 'isa-serial' && !family.isa && port.target?.model === undefined
  const type = asked === undefined || foreign ? family.serial : asked
  const name = serialModels[type]
  const model = port.target?.model ?? (name ? { name } : undefined)
  return { ...port, target: { ...port.target, type, model } }
}

function consoleOf({ target, ...backend }: SerialConfig): ConsoleConfig {
  return { ...backend, target: { type: 'serial', port: target?.port ?? 0 } }
}

/** A card keeps its address from start to start, although the definition has none: it is made from the domain's uuid. */
function completeInterface(
  nic: InterfaceConfig,
  index: number,
  config: DomainConfig,
  family: MachineFamily,
): InterfaceConfig {
  const digest = createHash('sha256')
    .update(`${config.uuid ?? config.name}/${index}`)
    .digest()
  const address = `52:54:00:${[...digest.subarray(0, 3)].map(twoDigits).join(':')}`
  return { ...nic, mac: nic.mac ?? { address }, model: cardModel(nic.model ?? { type: family.nicModel }) }
}

/** Models that libvirt knows by name are so in any case of letters. */
function cardModel(model: NonNullable<InterfaceConfig['model']>): InterfaceConfig['model'] {
  return /^virtio/i.test(model.type) ? { ...model, type: model.type.toLowerCase() } : model
}

function twoDigits(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

/** POWER machines with a screen have a keyboard and a mouse, as PCs do. */
function completeInputs({ inputs, graphics }: DevicesConfig, family: MachineFamily): DevicesConfig['inputs'] {
  const found = inputs?.map((input) => ({ ...input, bus: inputBus(input, family) }))
  if (found || family.name !== 'pseries' || !graphics?.length) return found
  return [
    { type: 'keyboard', bus: 'usb' },
    { type: 'mouse', bus: 'usb' },
  ]
}

function inputBus({ type, bus }: InputConfig, family: MachineFamily): InputConfig['bus'] {
  if (bus !== undefined && bus !== 'default') return bus
  if (type === 'evdev') return undefined
  if (type === 'passthrough') return 'virtio'
  return family.isa && type !== 'tablet' ? 'ps2' : 'usb'
}

function completeVideos(devices: DevicesConfig, family: MachineFamily): readonly VideoConfig[] | undefined {
  const videos = devices.videos ?? (devices.graphics?.length ? [{}] : undefined)
  return videos?.map((video: VideoConfig) => {
    const type = video.model?.type ?? 'default'
    return { ...video, model: { ...video.model, type: type === 'default' ? family.videoModel : type } }
  })
}

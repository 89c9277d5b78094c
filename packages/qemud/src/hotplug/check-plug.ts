import type {
  ChannelConfig,
  ConsoleConfig,
  ControllerConfig,
  DiskConfig,
  FilesystemConfig,
  HostdevConfig,
  InputConfig,
  InterfaceConfig,
  SerialConfig,
  ShmemConfig,
} from '@virt/core/config'
import type { AnyDevice, Device, DeviceKind } from './device-places.js'
import { unsupported } from './refusals.js'

type Doing = 'attach' | 'detach'

/** Whether a device of a kind can come and go; a sentence says why not. */
type Refusal = (device: AnyDevice, doing: Doing) => string | false

const pluggedBuses: readonly (string | undefined)[] = ['virtio', 'scsi', 'usb']

const refusals: { readonly [K in DeviceKind]?: Refusal } = {
  disk: (device, doing) => {
    const { target, device: kind } = device as DiskConfig
    if (pluggedBuses.includes(target.bus) && kind !== 'floppy') return false
    if (doing === 'detach') return 'This type of disk cannot be hot unplugged'
    return kind === 'disk'
      ? `disk bus '${target.bus ?? ''}' cannot be hotplugged.`
      : "cdrom/floppy device hotplug isn't supported"
  },
  controller: (device, doing) => {
    const { type } = device as ControllerConfig
    if (type === 'scsi' || type === 'usb') return false
    return doing === 'attach'
      ? `'${type}' controller cannot be hotplugged.`
      : `'${type}' controller cannot be hot unplugged.`
  },
  interface: (device, doing) => {
    const { type } = device as InterfaceConfig
    return (
      doing === 'attach' && type === 'direct' && `hotplug of interface type of ${type} is not implemented yet`
    )
  },
  serial: (device) => line('serial', (device as SerialConfig).target?.type, ['pci-serial', 'usb-serial']),
  console: (device) => line('console', (device as ConsoleConfig).target?.type, ['virtio']),
  channel: (device) => line('channel', (device as ChannelConfig).target.type, ['virtio']),
  input: (device, doing) => {
    const { type, bus = type === 'tablet' ? 'usb' : 'ps2' } = device as InputConfig
    if (bus === 'usb' || bus === 'virtio') return false
    return `input device on bus '${bus}' cannot be hot ${doing === 'attach' ? 'plugged' : 'unplugged'}.`
  },
  filesystem: (device) =>
    (device as FilesystemConfig).driver?.type !== 'virtiofs' && 'only virtiofs filesystems can be hotplugged',
  hostdev: (device) => {
    const { mode } = device as HostdevConfig
    return mode !== 'subsystem' && `hotplug is not supported for hostdev mode '${mode}'`
  },
  redirdev: () => false,
  shmem: (device, doing) => {
    const model = (device as ShmemConfig).model?.type ?? 'shmem'
    return model === 'shmem' && `live ${doing} of shmem model '${model}' is not supported`
  },
  rng: () => false,
  memory: () => false,
  watchdog: () => false,
  vsock: () => false,
}

function line(kind: string, type: string | undefined, plugged: readonly string[]): string | false {
  return (
    !plugged.includes(type ?? '') &&
    `${kind} device of target type '${type ?? 'default'}' cannot be hotplugged`
  )
}

/** @throws OPERATION_UNSUPPORTED, in libvirt's words, for what cannot come to a running domain or leave it. */
export function checkPlug({ kind, value }: Device, doing: Doing): void {
  const refusal = refusals[kind]
  if (!refusal) throw unsupported(`live ${doing} of device '${kind}' is not supported`)
  const why = refusal(value, doing)
  if (why) throw unsupported(why)
}

import type { CcwAddress, DeviceInfo, DevicesConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import type { MachineFamily } from '../machine-family.js'

type IsCcw = (device: Readonly<Record<string, unknown>>) => boolean

const always: IsCcw = () => true

/** The lists with channel devices, in the order in which they get their numbers. */
const lists: Readonly<Partial<Record<keyof DevicesConfig, IsCcw>>> = {
  disks: ({ target }) => (target as { readonly bus?: string }).bus === 'virtio',
  interfaces: ({ model }) =>
    ((model as { readonly type?: string } | undefined)?.type ?? 'virtio') === 'virtio',
  hostdevs: ({ type, model }) => type === 'scsi_host' || model === 'vfio-ccw' || model === 'vfio-ap',
  videos: ({ model }) => (model as { readonly type?: string } | undefined)?.type === 'virtio',
  controllers: ({ type, model }) =>
    type === 'virtio-serial' || (type === 'scsi' && /^virtio/.test(String(model))),
  inputs: ({ bus }) => bus === 'virtio',
  filesystems: always,
  memballoon: ({ model }) => model === 'virtio',
  rngs: always,
  vsock: always,
  cryptos: always,
}

const channelSubsystem = 0xfe
const lastDevice = 0xffff

/** On s390x, every virtio device with its number on the channel subsystem: the first that is free. */
export function withCcwAddresses(devices: DevicesConfig, family: MachineFamily): DevicesConfig {
  if (family.virtio !== 'ccw') return devices
  const taken = new Set(everyNumber(devices))
  let next = 0
  const take = (): CcwAddress => {
    while (taken.has(next)) next++
    if (next > lastDevice)
      throw new VirtError('XML_ERROR', 'There are no more free CCW devnos.', { origin: 'QEMU' })
    taken.add(next)
    return { type: 'ccw', cssid: channelSubsystem, ssid: 0, devno: next }
  }
  const entries = Object.entries(lists).map(([list, isCcw]) => {
    const value = devices[list as keyof DevicesConfig] as object | undefined
    const one = (device: object): object => {
      const { address } = device as DeviceInfo
      const open = address === undefined || (address.type === 'ccw' && address.devno === undefined)
      return open && isCcw(device as Readonly<Record<string, unknown>>)
        ? { ...device, address: take() }
        : device
    }
    return [list, Array.isArray(value) ? value.map(one) : value && one(value)]
  })
  return { ...devices, ...(Object.fromEntries(entries) as DevicesConfig) }
}

function everyNumber(devices: DevicesConfig): readonly number[] {
  return Object.values(devices)
    .flat()
    .flatMap((device: unknown) => {
      const address = (device as DeviceInfo | undefined)?.address
      return address?.type === 'ccw' && address.devno !== undefined ? [address.devno] : []
    })
}

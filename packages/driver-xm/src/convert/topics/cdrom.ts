import type { DiskConfig, DomainConfig } from '@virt/core/config'
import { diskBus, orderedDisks, unsupported } from '@virt/xen-common'
import type { Form, Topic } from '../topic.js'

const dev = 'hdc'

/** Xen 3.0.2 has one CD-ROM, which is no disk among others. */
export const cdrom: Topic = {
  keys: ['cdrom'],
  read(settings, form) {
    const path = settings.text('cdrom')
    return path === undefined ? {} : { devices: { disks: [cdromOf(path, form)] } }
  },
  write({ devices }, form) {
    const source = devices?.disks?.find((disk) => isCdromKey(disk, form))?.source
    return { cdrom: source?.file ?? source?.dev }
  },
}

function cdromOf(path: string, { guest }: Form): DiskConfig {
  const image = path.startsWith('/dev/')
    ? ({ type: 'block', driver: { name: 'phy' }, source: { dev: path } } as const)
    : ({ type: 'file', driver: { name: 'file' }, source: { file: path } } as const)
  return { device: 'cdrom', ...image, target: { dev, bus: diskBus(dev, guest === 'hvm') }, readonly: true }
}

/** The CD-ROM at its place among the disks. */
export function withOrderedDisks(domain: DomainConfig): DomainConfig {
  const { disks } = domain.devices ?? {}
  return disks === undefined
    ? domain
    : { ...domain, devices: { ...domain.devices, disks: orderedDisks(disks) } }
}

/** Whether the disk is written as that one. */
export function isCdromKey({ device, target }: DiskConfig, { version, guest }: Form): boolean {
  if (version > 1 || guest !== 'hvm' || device !== 'cdrom') return false
  if (target.dev === dev) return true
  throw unsupported(`Xen 3.0.2 has no CD-ROM other than ${dev}`)
}

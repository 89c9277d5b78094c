import type { DiskConfig } from '@virt/core/config'
import {
  diskBus,
  diskImageFromText,
  diskImageToText,
  splitTarget,
  unsupported,
  withoutIoemu,
  type DiskImage,
} from '@virt/xen-common'
import { plain } from '../options.js'
import { malformed, type Settings } from '../settings.js'
import type { Form, Topic } from '../topic.js'
import { isCdromKey } from './cdrom.js'

/** `phy:/dev/vg/a,hda,w`, `file:/a.iso,hdc:cdrom,r`; floppies by keys of their own. */
export const disksXm: Topic = {
  keys: ['disk', 'fda', 'fdb'],
  read(settings, form) {
    const disks = [...settings.texts('disk').map((text) => diskOf(text, form)), ...floppiesOf(settings)]
    return disks.length === 0 ? {} : { devices: { disks } }
  },
  write({ devices }, form) {
    const disks = (devices?.disks ?? []).filter((disk) => !isCdromKey(disk, form))
    const [floppies, others] = [disks.filter(isFloppy), disks.filter((disk) => !isFloppy(disk))]
    return {
      ...(others.length > 0 && { disk: others.map((disk) => diskText(disk, form)) }),
      ...Object.fromEntries(floppies.map(({ target, source }) => [target.dev, source?.file ?? source?.dev])),
    }
  },
}

const mode = /^(?:r|w|ro|rw|w?!)$/

/** The image may have commas; the fields behind it have none. */
function diskOf(text: string, { guest }: Form): DiskConfig {
  const fields = text.split(',')
  const backend =
    fields.length > 3 && mode.test((fields.at(-2) ?? '').trim()) ? fields.pop()?.trim() : undefined
  const access = mode.test((fields.at(-1) ?? '').trim()) ? fields.pop()?.trim() : undefined
  const { dev, device } = splitTarget(withoutIoemu(fields.pop()?.trim() ?? ''))
  if (dev === '' || fields.length === 0) throw malformed('disk')
  return {
    device,
    ...imageOf(fields.join(',').trim()),
    ...(backend && { backenddomain: { name: backend } }),
    target: { dev, bus: diskBus(dev, guest === 'hvm') },
    ...(access?.startsWith('r') && access !== 'rw' && { readonly: true }),
    ...(device === 'disk' && access?.includes('!') && { shareable: true }),
  }
}

/** An empty drive is one of the host's, as libvirt has it. */
function imageOf(text: string): DiskImage {
  const image = text === '' ? undefined : diskImageFromText(text)
  return image?.source === undefined ? { type: 'block', driver: { name: 'phy' } } : image
}

function diskText(disk: DiskConfig, { guest, version }: Form): string {
  const { device, target, backenddomain } = disk
  if (device === 'lun') throw unsupported('a LUN is not supported')
  const prefix = guest === 'hvm' && version === 1 ? 'ioemu:' : ''
  const suffix = device === 'cdrom' && version > 1 ? ':cdrom' : ''
  const fields = [
    diskImageToText(disk) ?? '',
    prefix + target.dev + suffix,
    accessOf(disk),
    ...(backenddomain ? [backenddomain.name] : []),
  ]
  return fields.map(plain).join(',')
}

function accessOf({ readonly, shareable }: DiskConfig): string {
  if (readonly) return 'r'
  return shareable ? 'w!' : 'w'
}

function isFloppy({ device }: DiskConfig): boolean {
  return device === 'floppy'
}

function floppiesOf(settings: Settings): DiskConfig[] {
  return ['fda', 'fdb'].flatMap((dev): DiskConfig[] => {
    const file = settings.text(dev)
    return file === undefined ? [] : [{ type: 'file', device: 'floppy', source: { file }, target: { dev } }]
  })
}

import type { DiskConfig, DiskDriver } from '@virt/core/config'
import { diskBus, unsupported } from '@virt/xen-common'
import { optionsText } from '../options.js'
import { malformed } from '../settings.js'
import type { Form, Topic } from '../topic.js'
import { rbdFromText, rbdToText } from './rbd.js'
import { diskFieldsOf, type DiskFields } from './xl-disk-fields.js'

/** `format=raw,vdev=xvda,access=rw,backendtype=phy,target=/dev/vg/a`, or by position. */
export const disksXl: Topic = {
  keys: ['disk'],
  read(settings, form) {
    const disks = settings.texts('disk').map((text) => diskOf(text, form))
    return disks.length === 0 ? {} : { devices: { disks } }
  },
  write({ devices }) {
    const { disks = [] } = devices ?? {}
    return disks.length === 0 ? {} : { disk: disks.map(diskText) }
  },
}

/** How libvirt calls each backend. */
const drivers: ReadonlyMap<string, string> = new Map([
  ['phy', 'phy'],
  ['tap', 'tap'],
  ['qdisk', 'qemu'],
])

const formats = new Set(['raw', 'qcow', 'qcow2', 'vhd', 'qed'])

function diskOf(text: string, { guest }: Form): DiskConfig {
  const fields = diskFieldsOf(text)
  const { vdev, devtype, access, backend, format = 'raw' } = fields
  if (vdev === undefined || !(formats.has(format) || format === 'empty')) throw malformed('disk')
  const device = devtype === 'cdrom' ? 'cdrom' : 'disk'
  return {
    device,
    ...imageOf(fields),
    ...(backend !== undefined && { backenddomain: { name: backend } }),
    target: { dev: vdev, bus: diskBus(vdev, guest === 'hvm') },
    ...((access === 'r' || access === 'ro') && { readonly: true }),
  }
}

function imageOf(fields: DiskFields): Pick<DiskConfig, 'type' | 'driver' | 'source'> {
  const { target, format = 'raw', backendtype, discard } = fields
  const name = drivers.get(backendtype ?? '') ?? 'qemu'
  const driver: DiskDriver = { name, type: format, ...(discard !== undefined && { discard }) }
  if (target === undefined || format === 'empty')
    return { type: name === 'phy' ? 'block' : 'file', driver: { name } }
  if (name === 'phy') return { type: 'block', driver, source: { dev: target } }
  const remote = rbdFromText(target)
  if (remote !== undefined) return { type: 'network', driver, source: remote }
  return { type: 'file', driver, source: { file: target } }
}

function diskText(disk: DiskConfig): string {
  const { device, driver, target, readonly, shareable, backenddomain } = disk
  if (device === 'floppy' || device === 'lun') throw unsupported(`xl has no disk device '${device}'`)
  if (shareable && !readonly) throw unsupported('xl has no disks that several guests may write to')
  const path = pathOf(disk)
  const options = optionsText([
    ['format', path === undefined ? undefined : formatOf(disk)],
    ['vdev', target.dev],
    ['access', readonly ? 'ro' : 'rw'],
    ['backendtype', backendOf(disk)],
    ['devtype', device === 'cdrom' ? 'cdrom' : undefined],
    ['backend', backenddomain?.name],
  ])
  const discard = { unmap: ',discard', ignore: ',no-discard', default: '' }[driver?.discard ?? 'default']
  return options + discard + (path === undefined ? '' : `,target=${path}`)
}

function formatOf({ driver }: DiskConfig): string {
  const { type = 'raw' } = driver ?? {}
  if (!formats.has(type)) throw unsupported(`xl has no disks of format ${type}`)
  return type
}

function backendOf({ driver, type }: DiskConfig): string | undefined {
  if (driver?.name === undefined) return type === 'block' ? 'phy' : undefined
  if (driver.name === 'file') return 'qdisk'
  return [...drivers.keys()].find((backend) => drivers.get(backend) === driver.name)
}

/** The last option, which has the rest of the text for itself. */
function pathOf({ type, source }: DiskConfig): string | undefined {
  if (source === undefined) return undefined
  const path = type === 'network' ? rbdToText(source) : (source.file ?? source.dev)
  if (path === undefined || path === '' || path !== path.trim())
    throw unsupported(`unsupported disk type ${type}`)
  return path
}

import type { DiskConfig } from '@virt/core/config'
import type { Call } from '@virt/core/driver'
import type { XenStoreClient } from '../../client/client.js'
import type { Resident } from '../resident.js'
import { backendsOf, type BackendDevice } from './backends.js'

const kinds = ['vbd', 'qdisk', 'tap']
const wanted = ['dev', 'device-type', 'mode', 'params', 'type', 'physical-device-path']

/** Formats that a source may begin with, and how xl's and xend's own prefixes are read. */
const formats: Readonly<Record<string, string>> = {
  aio: 'raw',
  raw: 'raw',
  qcow: 'qcow',
  qcow2: 'qcow2',
  qed: 'qed',
  vhd: 'vpc',
  vmdk: 'vmdk',
}

const drivers: Readonly<Record<string, string>> = { vbd: 'phy', qdisk: 'qemu', tap: 'tap' }

/** The disks of a running domain. */
export async function disksOf(client: XenStoreClient, resident: Resident, call: Call): Promise<DiskConfig[]> {
  const backends = await backendsOf(client, resident, kinds, wanted, call)
  return backends.flatMap((backend) => diskOf(backend) ?? [])
}

/** Also where it is, for statistics. */
export function diskPath({ source }: DiskConfig): string | undefined {
  return source?.file ?? source?.dev
}

function diskOf({ kind, nodes }: BackendDevice): DiskConfig | undefined {
  const { dev, params = '', mode = 'r', 'device-type': device } = nodes
  if (dev === undefined) return undefined
  const { path, format } = sourceOf(params)
  const type = path.startsWith('/dev/') ? 'block' : 'file'
  const name = nodes.type === 'file' ? 'file' : drivers[kind]
  return {
    type,
    device: device === 'cdrom' ? 'cdrom' : 'disk',
    driver: { name, ...(format !== undefined && { type: format }) },
    ...(path !== '' && { source: type === 'block' ? { dev: path } : { file: path } }),
    target: { dev, bus: busOf(dev) },
    ...(mode.startsWith('r') && { readonly: true }),
    ...(mode.includes('!') && { shareable: true }),
  }
}

function sourceOf(params: string): { path: string; format?: string } {
  const [, prefixes = '', path = ''] = /^((?:[a-z][a-z0-9]*:)*)(.*)$/s.exec(params) ?? []
  const format = prefixes
    .split(':')
    .map((prefix) => (Object.hasOwn(formats, prefix) ? formats[prefix] : undefined))
    .findLast((known) => known !== undefined)
  return { path, format }
}

function busOf(dev: string): 'xen' | 'ide' | 'scsi' {
  if (dev.startsWith('hd')) return 'ide'
  return dev.startsWith('sd') ? 'scsi' : 'xen'
}

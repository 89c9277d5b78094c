import type { DiskDriver } from '@virt/core/config'
import { malformed } from '../settings.js'

/** What xl's disk specification says. Empty fields are absent. */
export interface DiskFields {
  target?: string
  format?: string
  vdev?: string
  access?: string
  devtype?: string
  backendtype?: string
  backend?: string
  discard?: DiskDriver['discard']
}

const positions = ['target', 'format', 'vdev', 'access'] as const
const named = new Set<string>([...positions, 'devtype', 'backendtype', 'backend'])

const words: Readonly<Record<string, DiskFields>> = {
  cdrom: { devtype: 'cdrom' },
  disk: { devtype: 'disk' },
  discard: { discard: 'unmap' },
  'no-discard': { discard: 'ignore' },
}

/** By position or by name, in any mixture; `target=` takes the rest of the text. */
export function diskFieldsOf(text: string): DiskFields {
  const [, before = text, target] = /^(?:(|.*?,)\s*target=(.*))$/s.exec(text) ?? []
  const found: DiskFields = { ...(target !== undefined && { target }) }
  const taken = new Set<string>(Object.keys(found))
  for (const option of before.replace(/,$/, '').split(',')) {
    const [name, value] = fieldOf(option.trim(), found, taken)
    taken.add(name)
    if (value !== '' && named.has(name)) Object.assign(found, { [name]: value })
    Object.assign(found, words[name])
  }
  return withoutOldSpellings(found)
}

/** A name with its value, a word, or the first place that is free. */
function fieldOf(
  option: string,
  { target }: DiskFields,
  taken: ReadonlySet<string>,
): readonly [name: string, value: string] {
  const [, name, value = ''] = /^([a-z][a-z-]*)=(.*)$/s.exec(option) ?? []
  if (name !== undefined) return [name, value]
  if (Object.hasOwn(words, option)) return [option, '']
  const skipped = option !== '' && prefixOf(target) !== '' ? 'format' : ''
  const place = positions.find((position) => !taken.has(position) && position !== skipped)
  if (place === undefined && option !== '') throw malformed('disk')
  return [place ?? '', option]
}

/** What xm wrote before a path. There is no place for a format behind it. */
function prefixOf(target = ''): string {
  return /^(?:(?:raw|qcow2?|vhd|phy|file|tap2?|aio|ioemu|tapdisk):)*/.exec(target)?.[0] ?? ''
}

const formats: Readonly<Record<string, DiskFields>> = {
  raw: { format: 'raw' },
  qcow: { format: 'qcow' },
  qcow2: { format: 'qcow2' },
  vhd: { format: 'vhd' },
  phy: { format: 'raw', backendtype: 'phy' },
}

/** xm's `phy:`, `file:`, `tap:aio:` before the target, and `:cdrom` behind the device, which xl reads still. */
function withoutOldSpellings({ target, vdev, ...others }: DiskFields): DiskFields {
  const prefixes = prefixOf(target)
  const path = target?.slice(prefixes.length)
  const [, dev = vdev, devtype] = /^(?:ioemu:)?(.*?)(?::(cdrom|disk))?$/s.exec(vdev ?? '') ?? []
  const old = prefixes.split(':').map((prefix) => formats[prefix])
  return {
    ...(Object.assign({}, ...old) as DiskFields),
    ...(devtype !== undefined && { devtype }),
    ...others,
    ...(path && { target: path }),
    ...(dev && { vdev: dev }),
  }
}

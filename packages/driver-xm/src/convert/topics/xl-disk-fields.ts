import type { DiskDriver } from '@virt/core/config'

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
  let position = 0
  for (const option of before
    .replace(/,$/, '')
    .split(',')
    .map((each) => each.trim())) {
    const [, name, value = ''] = /^([a-z][a-z-]*)=(.*)$/s.exec(option) ?? []
    if (name !== undefined && !option.startsWith('/')) {
      if (named.has(name) && value !== '') Object.assign(found, { [name]: value })
    } else if (Object.hasOwn(words, option)) Object.assign(found, words[option])
    else if (position < positions.length) {
      const key = positions[position++] as (typeof positions)[number]
      if (option !== '') found[key] = option
    }
  }
  return withoutOldSpellings(found)
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
  const [, prefixes = '', path = target] =
    /^((?:(?:raw|qcow2?|vhd|phy|file|tap2?|aio|ioemu|tapdisk):)*)(.*)$/s.exec(target ?? '') ?? []
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

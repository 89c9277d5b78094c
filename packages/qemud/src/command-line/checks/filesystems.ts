import type { DevicesConfig, DomainConfig, FilesystemConfig } from '@virt/core/config'
import { sharesMemory } from '../shared-memory.js'
import { refuse, type Rule } from './rule.js'

/** Refuse shared directories that their driver cannot share so. */
export function checkFilesystems(config: DomainConfig): void {
  const { devices = {} } = config
  refuse([
    ...(devices.filesystems ?? []).flatMap((filesystem) =>
      filesystem.driver?.type === 'virtiofs' ? virtiofsRules(filesystem, config) : plainRules(filesystem),
    ),
    ...tagRules(devices),
  ])
}

function plainRules({ boot, accessmode, fmode, dmode, binary }: FilesystemConfig): readonly Rule[] {
  return [
    [boot, 'boot order is only supported for virtiofs'],
    [
      (fmode ?? dmode) !== undefined && (accessmode ?? 'passthrough') !== 'mapped',
      "fmode and dmode must be used with accessmode='mapped'",
    ],
    [binary?.sandbox, 'sandbox can only be used with driver=virtiofs'],
  ]
}

function virtiofsRules(filesystem: FilesystemConfig, config: DomainConfig): readonly Rule[] {
  const { source, readonly, accessmode = 'passthrough', driver, model, multidevs } = filesystem
  const own = source?.socket === undefined
  return [
    [own && accessmode !== 'passthrough', 'virtiofs only supports passthrough accessmode'],
    [own && driver?.wrpolicy !== undefined, 'virtiofs does not support wrpolicy'],
    [readonly, 'virtiofs does not support read-only access'],
    [model !== undefined, 'virtiofs does not support model'],
    [driver?.format !== undefined, 'virtiofs does not support format'],
    [(multidevs ?? 'default') !== 'default', 'virtiofs does not support multidevs'],
    [(filesystem.fmode ?? filesystem.dmode) !== undefined, 'virtiofs does not support fmode and dmode'],
    [!sharesMemory(config), "'virtiofs' requires shared memory"],
  ]
}

function tagRules({ filesystems = [] }: DevicesConfig): readonly Rule[] {
  const tags = filesystems.filter(({ driver }) => driver?.type === 'virtiofs').map(({ target }) => target.dir)
  const twice = tags.find((tag, index) => tags.indexOf(tag) !== index)
  return [[twice !== undefined, `filesystem target '${twice ?? ''}' specified twice`]]
}

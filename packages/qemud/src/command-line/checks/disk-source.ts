import type { DiskConfig } from '@virt/core/config'
import type { Rule } from './rule.js'

const web = /^(https?|ftps?)$/

/** What only some protocols have, and what a way to reach a host needs. */
export function sourceRules({ type, device, source = {} }: DiskConfig): readonly Rule[] {
  const {
    protocol = '',
    ssl,
    cookies,
    readahead,
    timeout,
    reconnect,
    snapshot,
    config,
    namespace,
    hosts,
  } = source
  return [
    ...(device === 'cdrom' ? [] : networkRules(type, source)),
    [
      type === 'nvme' && namespace === undefined,
      "Missing required attribute 'namespace' in element 'source'",
      'XML_ERROR',
    ],
    [type === 'nvme' && namespace === 0, "NVMe namespace can't be zero"],
    [source.slices?.slices?.some(({ size }) => size === 0), 'a slice cannot be empty', 'XML_ERROR'],
    [ssl && !/^(https|ftps)$/.test(protocol), 'ssl verification is supported only with HTTPS/FTPS protocol'],
    [cookies && !/^https?$/.test(protocol), 'cookies are supported only with HTTP/HTTPS'],
    [readahead && !web.test(protocol), 'readahead is supported only with HTTP(S)/FTP(s) protocols'],
    [timeout && !web.test(protocol), 'timeout is supported only with HTTP(S)/FTP(s) protocols'],
    [reconnect?.delay && protocol !== 'nbd', 'reconnect delay is supported only with NBD protocol'],
    [
      snapshot && protocol !== 'rbd',
      "<snapshot> element is currently supported only with 'rbd' disks",
      'XML_ERROR',
    ],
    [
      config && protocol !== 'rbd',
      "<config> element is currently supported only with 'rbd' disks",
      'XML_ERROR',
    ],
    ...(hosts ?? []).flatMap(hostRules),
  ]
}

function networkRules(type: string, { protocol = '', name = '' }: Source): readonly Rule[] {
  if (type !== 'network') return []
  return [
    [name === '' && protocol !== 'nbd', 'missing name for disk source', 'XML_ERROR'],
    [
      protocol === 'gluster' && !/^[^/]+\//.test(name),
      `missing volume name or file name in gluster source path '${name}'`,
      'XML_ERROR',
    ],
  ]
}

type Source = NonNullable<DiskConfig['source']>
type Host = NonNullable<Source['hosts']>[number]

function hostRules({ transport = 'tcp', socket }: Host): readonly Rule[] {
  return [
    [transport === 'unix' && socket === undefined, 'missing socket for unix transport', 'XML_ERROR'],
    [
      transport !== 'unix' && socket !== undefined,
      `transport '${transport}' does not support socket attribute`,
      'XML_ERROR',
    ],
  ]
}

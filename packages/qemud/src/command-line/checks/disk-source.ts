import type { DiskConfig } from '@virt/core/config'
import type { Rule } from './rule.js'

const web = /^(https?|ftps?)$/

/** What only some protocols have, and what a way to reach a host needs. */
export function sourceRules({ type, source = {} }: DiskConfig): readonly Rule[] {
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
    [type === 'nvme' && namespace === 0, "NVMe namespace can't be zero"],
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

type Host = NonNullable<NonNullable<DiskConfig['source']>['hosts']>[number]

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

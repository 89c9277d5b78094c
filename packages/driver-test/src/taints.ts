import type { DomainConfig } from '@virt/core/config'

type Devices = NonNullable<DomainConfig['devices']>

/** What makes a domain one that nobody can support, in libvirt's words, as its test driver finds it. */
const taints: readonly [string, (devices: Devices) => boolean][] = [
  [
    'running with undesirable elevated privileges',
    ({ disks = [] }) => disks.some(({ rawio }) => rawio === true),
  ],
  [
    'use of host cdrom passthrough',
    ({ disks = [] }) => disks.some(({ device, type }) => device === 'cdrom' && type === 'block'),
  ],
  [
    'network configuration using opaque shell scripts',
    ({ interfaces = [] }) => interfaces.some(({ script }) => script !== undefined),
  ],
]

/** What the owner of a domain that runs should know of it; `undefined` when there is nothing to say. */
export function taintsOf({ devices = {} }: DomainConfig): readonly string[] | undefined {
  const found = taints.filter(([, tainted]) => tainted(devices)).map(([text]) => `tainted: ${text}`)
  return found.length > 0 ? found : undefined
}

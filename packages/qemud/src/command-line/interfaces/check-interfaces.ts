import type { InterfaceConfig, InterfaceType } from '@virt/core/config'
import { unsupported } from '../plan.js'
import { tapTypes } from './taps.js'

const linkTypes: ReadonlySet<InterfaceType> = new Set([...tapTypes, 'direct'])

interface Rule {
  readonly asks: (nic: InterfaceConfig) => unknown
  readonly types: ReadonlySet<InterfaceType>
  readonly what: string
}

/** What only some types of card can do. */
const rules: readonly Rule[] = [
  { asks: ({ vlan }) => vlan, types: new Set(['hostdev']), what: 'a vlan tag' },
  { asks: ({ ips }) => ips?.length, types: new Set(['user']), what: 'guest-side IP addresses' },
  { asks: ({ portForwards }) => portForwards?.length, types: new Set(['user']), what: 'port forwards' },
  { asks: ({ source }) => source?.ips?.length, types: new Set(['ethernet']), what: 'host-side IP addresses' },
  { asks: ({ script, downscript }) => script ?? downscript, types: new Set(['ethernet']), what: 'scripts' },
  {
    asks: ({ target }) => target?.managed === false,
    types: new Set(['ethernet']),
    what: 'an unmanaged target',
  },
  { asks: ({ bandwidth }) => bandwidth, types: linkTypes, what: 'bandwidth' },
  { asks: ({ coalesce }) => coalesce, types: linkTypes, what: 'coalesce settings' },
  { asks: ({ tune }) => tune?.sndbuf, types: linkTypes, what: 'sndbuf' },
]

/** Refuse what a card of its type cannot have: nothing is silently dropped. */
export function checkInterfaces(interfaces: readonly InterfaceConfig[]): void {
  for (const nic of interfaces)
    for (const { asks, types, what } of rules)
      if (asks(nic) && !types.has(nic.type))
        throw unsupported(`interface of type '${nic.type}' does not support ${what}`)
}

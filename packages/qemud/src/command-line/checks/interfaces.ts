import type { InterfaceConfig, InterfaceType } from '@virt/core/config'
import { unsupported } from '../plan.js'
import { tapTypes } from '../interfaces/taps.js'
import { refuse, type Rule } from './rule.js'
import { noVirtioWords } from './virtio-words.js'

const linkTypes: ReadonlySet<InterfaceType> = new Set([...tapTypes, 'direct'])

interface Ability {
  readonly asks: (nic: InterfaceConfig) => unknown
  readonly types: ReadonlySet<InterfaceType>
  readonly what: string
}

/** What only some types of card can do. */
const abilities: readonly Ability[] = [
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
  {
    asks: ({ coalesce }) => coalesce,
    types: new Set(['network', 'bridge']),
    what: 'coalesce settings',
  },
  { asks: ({ tune }) => tune?.sndbuf, types: linkTypes, what: 'sndbuf' },
]

/** Refuse what a card of its type cannot have: nothing is silently dropped. */
export function checkInterfaces(interfaces: readonly InterfaceConfig[]): void {
  for (const nic of interfaces)
    for (const { asks, types, what } of abilities)
      if (asks(nic) && !types.has(nic.type))
        throw unsupported(`interface of type '${nic.type}' does not support ${what}`)
  refuse(interfaces.flatMap(cardRules))
}

function cardRules(nic: InterfaceConfig): readonly Rule[] {
  const { model, driver, rom, type, ips = [] } = nic
  const virtio = model?.type.startsWith('virtio') ?? false
  return [
    [!/^[\w-]*$/.test(model?.type ?? ''), 'Model name contains invalid characters', 'XML_ERROR'],
    ...teamingRules(nic, virtio),
    ...sourceRules(nic, virtio),
    [
      rom?.enabled === false && (rom.bar ?? rom.file) !== undefined,
      'rom bar and file cannot be set when the rom is disabled',
      'XML_ERROR',
    ],
    ...(virtio ? [] : noVirtioWords(driver)),
    ...(type === 'user' ? guestAddressRules(ips) : []),
  ]
}

function teamingRules({ teaming, type, model }: InterfaceConfig, virtio: boolean): readonly Rule[] {
  const persistent = teaming?.type === 'persistent'
  return [
    [
      teaming?.type === 'transient' && !teaming.persistent,
      "teaming persistent attribute must be set if teaming type is 'transient'",
    ],
    [
      persistent && teaming.persistent,
      "teaming persistent attribute not allowed if teaming type is 'persistent'",
    ],
    [
      persistent && !virtio,
      `virtio-net teaming persistent interface must be <model type='virtio'/>, not '${model?.type ?? ''}'`,
    ],
    [
      teaming && !persistent && type !== 'hostdev' && type !== 'network',
      `virtio-net teaming transient interface must be type='hostdev', not '${type}'`,
    ],
  ]
}

function sourceRules({ type, source, model }: InterfaceConfig, virtio: boolean): readonly Rule[] {
  const { mode } = source ?? {}
  return [
    [type === 'vdpa' && !virtio, `invalid model for interface of type 'vdpa': '${model?.type ?? ''}'`],
    [
      type === 'vhostuser' && mode !== 'client' && mode !== 'server',
      "Wrong <source> 'mode' attribute specified with <interface type='vhostuser'/>",
      'XML_ERROR',
    ],
    [
      type === 'direct' && mode !== undefined && !/^(vepa|private|bridge|passthrough)$/.test(mode),
      `Invalid value for attribute 'mode' in element 'source': '${mode ?? ''}'.`,
      'XML_ERROR',
    ],
    [
      type === 'hostdev' && source?.device === undefined,
      'Missing <source> element in hostdev device',
      'XML_ERROR',
    ],
  ]
}

/** A guest behind QEMU's own network has one address of each kind, in a network that QEMU can split. */
function guestAddressRules(ips: NonNullable<InterfaceConfig['ips']>): readonly Rule[] {
  return (['ipv4', 'ipv6'] as const).flatMap((family): readonly Rule[] => {
    const own = ips.filter((ip) => (ip.family ?? 'ipv4') === family)
    const name = family.replace('ip', 'IP')
    const [least, most] = family === 'ipv4' ? [4, 27] : [64, 64]
    return [
      [own.length > 1, `Only one ${name} address per interface is allowed`],
      [
        own.some(({ prefix }) => prefix && (prefix < least || prefix > most)),
        `invalid ${name} prefix, must be in range of ${least}-${most}`,
      ],
    ]
  })
}

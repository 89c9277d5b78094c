import { describe, expect, it } from 'vitest'
import { parseNetwork } from '@virt/core/config'
import { peer } from '../../../../tools/peers.mjs'
import { rulesOf, type Chain } from '../../src/networks/firewall/rules.js'
import { casesOf, load, networkOf } from './corpus/cases.js'
import { normalized, translate, type Translated } from './corpus/translate.js'

const set = 'networkxml2firewall'

function ours(rules: ReturnType<typeof rulesOf>): string[] {
  return Object.entries(rules).flatMap(([chain, lines]) =>
    lines.map((rule) => normalized({ chain: chain as Chain, rule })),
  )
}

/** libvirt inserts each rule before the others: the last one that it names is tried first. */
function expected(args: string): Translated[] {
  return args
    .split('\n')
    .map(translate)
    .filter((rule) => rule !== undefined)
    .reverse()
}

describe.skipIf(!peer('corpus'))("libvirt's own networks", () => {
  const cases = casesOf(set)

  it.each(cases)('$case: each rule of iptables has one of ours, and there are no others', (one) => {
    const theirs = expected(load(set, one.args!))
    expect(ours(rulesOf(networkOf(set, one), 'virbr0')).sort()).toEqual(theirs.map(normalized).sort())
  })

  it.each(cases)('$case: addresses are translated in the same order', (one) => {
    const theirs = expected(load(set, one.args!)).filter(({ chain }) => chain === 'translation')
    const groups = (rules: readonly string[]): string[][] =>
      [...new Set(rules.map(subnetOf))].sort().map((net) => rules.filter((rule) => subnetOf(rule) === net))
    expect(groups(rulesOf(networkOf(set, one), 'virbr0').translation)).toEqual(
      groups(theirs.map(({ rule }) => reordered(rule))),
    )
  })
})

const subnetOf = (rule: string): string => /saddr (\S+)/.exec(rule)?.[1] ?? ''

/** The protocol last, as ours are written. */
const reordered = (rule: string): string => rule.replace(/(meta l4proto \w+) (.*?daddr \S+ \S+)/, '$2 $1')

describe('the rules of a network', () => {
  const rules = (inside: string): ReturnType<typeof rulesOf> =>
    rulesOf(parseNetwork(`<network><name>n</name>${inside}</network>`), 'virbr0')
  const ip = "<ip address='10.0.0.1' prefix='24'/>"

  it('let packets out by one device only, where it is said', () => {
    const { forward, translation } = rules(`<forward mode='nat' dev='eth1'/>${ip}`)
    expect(forward).toEqual([
      'iifname "virbr0" oifname "virbr0" meta nfproto ipv4 accept',
      'oifname "virbr0" iifname "eth1" ip daddr 10.0.0.0/24 ct state established,related accept',
      'oifname "virbr0" meta nfproto ipv4 reject',
      'iifname "virbr0" oifname "eth1" ip saddr 10.0.0.0/24 accept',
      'iifname "virbr0" meta nfproto ipv4 reject',
    ])
    expect(translation.at(-1)).toBe('ip saddr 10.0.0.0/24 ip daddr != 10.0.0.0/24 oifname "eth1" masquerade')
  })

  it('translate to the addresses and ports that are said', () =>
    expect(
      rules(
        `<forward mode='nat'><nat><address start='1.2.3.4' end='1.2.3.9'/><port start='500' end='1000'/></nat></forward>${ip}`,
      ).translation.slice(2),
    ).toEqual([
      'ip saddr 10.0.0.0/24 ip daddr != 10.0.0.0/24 meta l4proto tcp snat ip to 1.2.3.4-1.2.3.9:500-1000',
      'ip saddr 10.0.0.0/24 ip daddr != 10.0.0.0/24 meta l4proto udp snat ip to 1.2.3.4-1.2.3.9:500-1000',
      'ip saddr 10.0.0.0/24 ip daddr != 10.0.0.0/24 snat ip to 1.2.3.4-1.2.3.9',
    ]))

  it('translate IPv6 only when asked to', () => {
    const ip6 = "<ip family='ipv6' address='2001:db8::1' prefix='64'/>"
    expect(rules(`<forward mode='nat'/>${ip6}`).translation).toEqual([])
    expect(rules(`<forward mode='nat'><nat ipv6='yes'/></forward>${ip6}`).translation).toEqual([
      'ip6 saddr 2001:db8::/64 ip6 daddr ff02::/16 return',
      'ip6 saddr 2001:db8::/64 ip6 daddr != 2001:db8::/64 meta l4proto tcp masquerade to :1024-65535',
      'ip6 saddr 2001:db8::/64 ip6 daddr != 2001:db8::/64 meta l4proto udp masquerade to :1024-65535',
      'ip6 saddr 2001:db8::/64 ip6 daddr != 2001:db8::/64 masquerade',
    ])
  })

  it('are none in open mode, and let nobody through in an isolated network', () => {
    expect(Object.values(rules(`<forward mode='open'/>${ip}`)).flat()).toEqual([])
    expect(rules(ip).forward).toEqual([
      'iifname "virbr0" oifname "virbr0" meta nfproto ipv4 accept',
      'oifname "virbr0" meta nfproto ipv4 reject',
      'iifname "virbr0" meta nfproto ipv4 reject',
    ])
  })
})

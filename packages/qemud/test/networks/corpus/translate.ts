import type { Chain } from '../../../src/networks/firewall/rules.js'

/** A rule of ours: the chain that it belongs in, and its text. */
export interface Translated {
  readonly chain: Chain
  readonly rule: string
}

const chains: Readonly<Record<string, Chain>> = {
  'filter LIBVIRT_INP': 'input',
  'filter LIBVIRT_OUT': 'output',
  'filter LIBVIRT_FWX': 'forward',
  'filter LIBVIRT_FWI': 'forward',
  'filter LIBVIRT_FWO': 'forward',
  'nat LIBVIRT_PRT': 'translation',
  'mangle LIBVIRT_PRT': 'last',
}

/** libvirt's words for iptables, as ours for nft: a rule that has the same effect. */
export function translate(line: string): Translated | undefined {
  const [program, ...words] = line.replaceAll("'", '').split(/\s+/)
  const family = program === 'ip6tables' ? 'ip6' : 'ip'
  const option = (...names: readonly string[]): string | undefined => {
    const place = words.findIndex((word) => names.includes(word))
    return place < 0 ? undefined : words[place + 1]
  }
  const chain = chains[`${option('--table')} ${option('--insert')}`]
  if (!chain) return undefined
  const [source, destination] = [option('--source'), option('--destination')]
  const protocol = option('--protocol', '-p')
  const port = option('--destination-port')
  const not = words.includes('!') ? '!= ' : ''
  const addressed = source !== undefined || destination !== undefined
  const parts = [
    named('iifname', option('--in-interface')),
    named('oifname', option('--out-interface')),
    source && `${family} saddr ${source}`,
    destination && `${family} daddr ${not}${destination}`,
    !addressed && `meta nfproto ${family === 'ip' ? 'ipv4' : 'ipv6'}`,
    protocol && (port === undefined ? `meta l4proto ${protocol}` : `${protocol} dport ${port}`),
    option('--ctstate') && `ct state ${option('--ctstate')!.split(',').map(lower).join(',')}`,
    verdicts[option('--jump') ?? '']?.(option('--to-ports')),
  ]
  return { chain, rule: parts.filter(Boolean).join(' ') }
}

const lower = (word: string): string => word.toLowerCase()

const named = (what: string, device: string | undefined): string | undefined =>
  device === undefined ? undefined : `${what} "${device}"`

const verdicts: Readonly<Record<string, (ports: string | undefined) => string>> = {
  ACCEPT: () => 'accept',
  REJECT: () => 'reject',
  RETURN: () => 'return',
  MASQUERADE: (ports) => (ports === undefined ? 'masquerade' : `masquerade to :${ports}`),
  CHECKSUM: () => 'udp checksum set 0',
}

/** What does not matter for the effect of a rule: the order of its matches, and of the states that it lists. */
export function normalized({ chain, rule }: Translated): string {
  const matches = rule
    .replace('related,established', 'established,related')
    .split(/ (?=iifname|oifname|ip6? |meta |tcp |udp d|udp c|ct |accept|reject|return|masquerade|snat)/)
  return `${chain}: ${matches.sort().join(' ')}`
}

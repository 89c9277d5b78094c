import { isIPv6 } from 'node:net'
import type { NetworkIp } from '@virt/core/config'

export type Family = 'ipv4' | 'ipv6'

/** The network that an address belongs to. */
export interface Subnet {
  readonly family: Family
  /** The lowest address. */
  readonly base: bigint
  readonly prefix: number
}

const bitsOf: Readonly<Record<Family, number>> = { ipv4: 32, ipv6: 128 }

export const familyOf = (address: string): Family => (isIPv6(address) ? 'ipv6' : 'ipv4')

/** How many leading bits of an `<ip>` or `<route>` are the network's; without word of it as libvirt guesses: by the class, or 64. */
export function prefixOf(
  ip: Pick<NetworkIp, 'address' | 'netmask' | 'prefix'> & { readonly family?: Family },
): number {
  const { address = '0.0.0.0', netmask, prefix } = ip
  if (prefix !== undefined) return prefix
  if (netmask !== undefined) return bitCount(toNumber(netmask))
  if (familyOf(address) === 'ipv6') return 64
  const [first = 0] = address.split('.').map(Number)
  if (first < 128) return 8
  return first < 192 ? 16 : 24
}

/** `undefined` for an `<ip>` without address. */
export function subnetOf(ip: NetworkIp): Subnet | undefined {
  if (ip.address === undefined) return undefined
  return subnetAt(ip.address, prefixOf(ip))
}

export function subnetAt(address: string, prefix: number): Subnet {
  const family = familyOf(address)
  const hostBits = BigInt(bitsOf[family] - prefix)
  return { family, base: (toNumber(address) >> hostBits) << hostBits, prefix }
}

/** `192.168.122.0/24`. */
export const subnetText = ({ family, base, prefix }: Subnet): string => `${toText(base, family)}/${prefix}`

/** `255.255.255.0`. */
export function netmaskText({ prefix }: Subnet): string {
  const all = (1n << 32n) - 1n
  return toText(all ^ (all >> BigInt(prefix)), 'ipv4')
}

/** How many addresses a range has. */
export const rangeSize = (start: string, end: string): number => Number(toNumber(end) - toNumber(start)) + 1

/**
 * The zone that has the names of a subnet's addresses: `122.168.192.in-addr.arpa`. `undefined` where no zone has just these.
 */
export function reverseZone({ family, base, prefix }: Subnet): string | undefined {
  const step = family === 'ipv4' ? 8 : 4
  if (prefix % step !== 0 || prefix === 0) return undefined
  const digits =
    family === 'ipv4' ? toText(base, family).split('.') : Array.from(base.toString(16).padStart(32, '0'))
  const suffix = family === 'ipv4' ? 'in-addr.arpa' : 'ip6.arpa'
  return [...digits.slice(0, prefix / step).reverse(), suffix].join('.')
}

export function toNumber(address: string): bigint {
  if (familyOf(address) === 'ipv4')
    return address.split('.').reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n)
  const [head = [], tail = []] = canonical(address)
    .split('::')
    .map((half) => half.split(':').filter(Boolean))
  const words = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail]
  return words.reduce((sum, word) => (sum << 16n) + BigInt(`0x${word}`), 0n)
}

function toText(value: bigint, family: Family): string {
  if (family === 'ipv4') return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.')
  const words = Array.from({ length: 8 }, (_, index) => (value >> BigInt(112 - 16 * index)) & 0xffffn)
  return canonical(words.map((word) => word.toString(16)).join(':'))
}

/** The one way to write an IPv6 address that RFC 5952 knows. */
function canonical(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1)
}

function bitCount(value: bigint): number {
  return value.toString(2).replaceAll('0', '').length
}

import type { IpAddress } from '@virt/core/config'

/** The addresses of a card, which Xen's tools separate by spaces. */
export function addressesFromText(text: string): readonly IpAddress[] {
  return text
    .split(/\s+/)
    .filter((address) => address !== '')
    .map((address) => ({ address, family: address.includes(':') ? 'ipv6' : 'ipv4' }))
}

/** The text of {@link addressesFromText}; absent for none. */
export function addressesToText(addresses: readonly IpAddress[]): string | undefined {
  return addresses.length === 0 ? undefined : addresses.map(({ address }) => address).join(' ')
}

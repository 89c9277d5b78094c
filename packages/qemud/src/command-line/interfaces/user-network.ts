import type { InterfaceConfig, PortRange } from '@virt/core/config'
import { keyValues, type Properties } from '../options.js'
import { unsupported } from '../plan.js'

/** QEMU's own network: addresses that it gives to the guest, and ports of the host that lead to it. */
export function userNetwork(nic: InterfaceConfig, id: string): string {
  if (nic.backend?.type === 'passt') throw unsupported("interface backend 'passt' is not supported")
  return [keyValues('user', addresses(nic)), ...forwards(nic), `id=${id}`].join(',')
}

function addresses({ ips = [] }: InterfaceConfig): Properties {
  const six = ips.find(({ family, address }) => family === 'ipv6' || address.includes(':'))
  const four = ips.find((ip) => ip !== six)
  return {
    net: four && `${four.address}${four.prefix === undefined ? '' : `/${four.prefix}`}`,
    'ipv6-prefix': six?.address,
    'ipv6-prefixlen': six?.prefix,
  }
}

function forwards({ portForwards = [] }: InterfaceConfig): readonly string[] {
  return portForwards.flatMap(({ proto, address = '', dev, ranges = [] }) => {
    if (!/^[\d.]*$/.test(address)) throw unsupported(`portForward of address '${address}' is not supported`)
    if (dev !== undefined) throw unsupported('portForward of one host device is not supported')
    const ports = forwardedPorts(ranges)
    return ports.map(([host, guest]) => `hostfwd=${proto}:${address}:${host}-:${guest}`)
  })
}

/** Pairs of a port of the host and one of the guest. */
function forwardedPorts(ranges: readonly PortRange[]): readonly (readonly [number, number])[] {
  const left = new Set(ranges.filter(({ exclude }) => exclude).flatMap(portsOf))
  const forwarded = ranges.filter(({ exclude }) => !exclude)
  return forwarded.flatMap((range) =>
    portsOf(range)
      .filter((host) => !left.has(host))
      .map((host) => [host, host + (range.to ?? range.start) - range.start] as const),
  )
}

function portsOf({ start, end = start }: PortRange): readonly number[] {
  return Array.from({ length: Math.max(0, end - start + 1) }, (_, index) => start + index)
}

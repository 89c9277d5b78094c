import type { DhcpHost, NetworkConfig } from '@virt/core/config'
import { leaseTime } from './conf.js'

/** The file of who gets which address. */
export function hostsText({ ips = [] }: NetworkConfig): string {
  const lines = ips.flatMap(({ family = 'ipv4', dhcp }) =>
    (dhcp?.hosts ?? []).map((host) => (family === 'ipv4' ? hostLine(host) : hostLine6(host))),
  )
  return text(lines)
}

function hostLine({ mac, ip, name, lease }: DhcpHost): string {
  const who = mac === undefined ? [name, ip] : [mac, ip, name]
  return [...who.filter((part) => part !== undefined), ...leaseTime(lease)].join(',')
}

function hostLine6({ id, ip, name, lease }: DhcpHost): string {
  const who = [id === undefined ? undefined : `id:${id}`, name, ip === undefined ? undefined : `[${ip}]`]
  return [...who.filter((part) => part !== undefined), ...leaseTime(lease)].join(',')
}

/** The file of names and addresses, as in `/etc/hosts`. */
export function namesText({ dns }: NetworkConfig): string {
  return text((dns?.hosts ?? []).map(({ ip, hostnames = [] }) => [ip, ...hostnames].join('\t')))
}

const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

import type { DnsSrv } from '@virt/core/config'

/** `srv-host=_ldap._tcp.example.com,server.example.com,389,0,5`: what comes after the last number that is said is left out. */
export function srvRecord({ service, protocol, domain, target, port, priority, weight }: DnsSrv): string {
  const name = `_${service}._${protocol}${domain === undefined ? '' : `.${domain}`}`
  if (target === undefined) return `srv-host=${name}`
  const numbers = [port, priority, weight]
  const said = numbers.findLastIndex((number) => number !== undefined) + 1
  const defaults = [1, 0, 0]
  const shown = numbers.slice(0, said).map((number, place) => number ?? defaults[place])
  return `srv-host=${[name, target, ...shown].join(',')}`
}

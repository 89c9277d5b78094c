import type { BandwidthRate, NetworkConfig } from '@virt/core/config'
import { run } from './run.js'

/** Limit what goes through a bridge: `inbound` to the guests, `outbound` from them. Kilobytes per second. */
export async function limitBridge(bridge: string, { bandwidth }: NetworkConfig): Promise<void> {
  const { inbound, outbound } = bandwidth ?? {}
  const commands = [...(inbound ? shape(bridge, inbound) : []), ...(outbound ? police(bridge, outbound) : [])]
  if (commands.length > 0) await run('tc', ['-batch', '-'], commands.map((line) => `${line}\n`).join(''))
}

/** What the host sends is queued. */
export function shape(device: string, { average = 0, peak, burst }: BandwidthRate): string[] {
  const rate = [
    `rate ${average}kbps`,
    ...(peak === undefined ? [] : [`ceil ${peak}kbps`]),
    ...(burst === undefined ? [] : [`burst ${burst}kb`]),
  ].join(' ')
  return [
    `qdisc add dev ${device} root handle 1: htb default 1`,
    `class add dev ${device} parent 1: classid 1:1 htb ${rate} quantum 1500`,
  ]
}

/** What the host receives beyond the rate is dropped. */
export function police(device: string, { average = 0, burst }: BandwidthRate): string[] {
  return [
    `qdisc add dev ${device} ingress`,
    `filter add dev ${device} parent ffff: protocol all u32 match u32 0 0 police rate ${average}kbps burst ${burst ?? average}kb mtu 64kb drop flowid :1`,
  ]
}

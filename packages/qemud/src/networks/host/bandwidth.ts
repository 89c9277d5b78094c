import type { BandwidthRate, NetworkConfig } from '@virt/core/config'
import { run } from './run.js'

/** Limit what goes through a bridge to the guests. What comes from them is limited by the packet filter. */
export async function limitBridge(bridge: string, { bandwidth }: NetworkConfig): Promise<void> {
  if (!bandwidth?.inbound) return
  const commands = shape(bridge, bandwidth.inbound)
  await run('tc', ['-batch', '-'], commands.map((line) => `${line}\n`).join(''))
}

/** What the host sends through a device is queued. Kilobytes per second. */
export function shape(device: string, { average = 0, peak, burst }: BandwidthRate): string[] {
  const rate = [
    `rate ${average}kbps`,
    ...(peak === undefined ? [] : [`ceil ${peak}kbps`]),
    ...(burst === undefined ? [] : [`burst ${burst}kb`]),
  ]
  return [
    `qdisc add dev ${device} root handle 1: htb default 1`,
    `class add dev ${device} parent 1: classid 1:1 htb ${rate.join(' ')} quantum 1500`,
  ]
}

/** What the host receives from a device beyond the rate is dropped. Kilobytes per second. */
export function police(device: string, { average = 0, burst = average }: BandwidthRate): string[] {
  return [
    `qdisc add dev ${device} ingress`,
    `filter add dev ${device} parent ffff: protocol all u32 match u32 0 0 police rate ${average}kbps burst ${burst}kb mtu 64kb drop flowid :1`,
  ]
}

import type { NetworkConfig } from '@virt/core/config'
import { run } from './run.js'

/**
 * Limit what goes through a bridge to the guests, in kilobytes per second: the host queues what it sends. What comes from
 * the guests is limited by the packet filter.
 */
export async function limitBridge(bridge: string, { bandwidth }: NetworkConfig): Promise<void> {
  if (!bandwidth?.inbound) return
  const { average = 0, peak, burst } = bandwidth.inbound
  const rate = [
    `rate ${average}kbps`,
    ...(peak === undefined ? [] : [`ceil ${peak}kbps`]),
    ...(burst === undefined ? [] : [`burst ${burst}kb`]),
  ]
  const commands = [
    `qdisc add dev ${bridge} root handle 1: htb default 1`,
    `class add dev ${bridge} parent 1: classid 1:1 htb ${rate.join(' ')} quantum 1500`,
  ]
  await run('tc', ['-batch', '-'], commands.map((line) => `${line}\n`).join(''))
}

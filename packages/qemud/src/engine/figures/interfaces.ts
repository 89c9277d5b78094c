import { readFileSync } from 'node:fs'
import type { InterfaceConfig } from '@virt/core/config'
import { VirtError, type DomainStats, type InterfaceStats } from '@virt/core/driver'
import type { ManagedDomain } from '../domain.js'
import type { Guest } from '../guest.js'

/** What the guest receives, the host's end of a tap sends. */
const counters: Readonly<Record<keyof InterfaceStats, string>> = {
  receivedBytes: 'tx_bytes',
  receivedPackets: 'tx_packets',
  receivedErrors: 'tx_errors',
  receivedDropped: 'tx_dropped',
  sentBytes: 'rx_bytes',
  sentPackets: 'rx_packets',
  sentErrors: 'rx_errors',
  sentDropped: 'rx_dropped',
}

type Row = NonNullable<DomainStats['interfaces']>[number]

/** Figures of all interfaces of a guest that have a device on the host; of the others there are none. */
export function interfaceFigures({ config }: Guest): Row[] {
  return (config.devices?.interfaces ?? []).map(({ target }) =>
    target?.dev === undefined ? {} : { name: target.dev, ...counted(target.dev) },
  )
}

/** Figures of the interface with that device or MAC address. */
export function interfaceStatsOf(domain: ManagedDomain, name: string): InterfaceStats {
  const { config } = domain.running()
  const found = config.devices?.interfaces?.find((each) => isNamed(each, name))
  if (!found) throw invalid(`invalid path, '${name}' is not a known interface`)
  const figures = found.target?.dev === undefined ? undefined : counted(found.target.dev)
  if (!figures) throw invalid(`the host keeps no figures of interfaces of type '${found.type}'`)
  return figures
}

function isNamed({ target, mac }: InterfaceConfig, name: string): boolean {
  return target?.dev === name || mac?.address === name.toLowerCase()
}

function counted(device: string): InterfaceStats | undefined {
  try {
    const figures = Object.entries(counters).map(([ours, theirs]) => [ours, counter(device, theirs)])
    return Object.fromEntries(figures) as InterfaceStats
  } catch {
    return undefined
  }
}

function counter(device: string, name: string): number {
  return Number(readFileSync(`/sys/class/net/${device}/statistics/${name}`, 'latin1'))
}

function invalid(detail: string): VirtError {
  return new VirtError('INVALID_ARG', detail, { origin: 'QEMU' })
}

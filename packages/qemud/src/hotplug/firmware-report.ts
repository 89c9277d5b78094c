import type { Guest } from '../engine/guest.js'

/** What a guest tells ACPI of a request to eject something. */
interface Report {
  readonly device?: string
  readonly slot: string
  readonly 'slot-type': string
  readonly source: number
  readonly status: number
}

const ejectRequest = 3
const success = 0
const refusals: ReadonlySet<number> = new Set([1, 0x80, 0x81, 0x82, 0x83])

/**
 * Take the guest's word on a device that it was asked for: modules of memory are refused in no other way, and processors
 * that QEMU emulates are not told to be gone in another.
 */
export function firmwareReport({ releases }: Guest, info: unknown): void {
  const { device, slot, 'slot-type': kind, source, status } = info as Report
  if (source !== ejectRequest) return
  if (kind === 'CPU' && status === success) releases.settle(`vcpu${slot}`, 'released')
  if (device !== undefined && refusals.has(status)) releases.settle(device, 'refused')
}

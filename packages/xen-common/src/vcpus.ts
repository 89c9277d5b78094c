import type { VcpuConfig } from '@virt/core/config'

/** How many can be had, and which of them a bit mask says are there: no bit, or more bits than vcpus, says all. */
export function vcpusFromMask(count: number, mask: string | undefined): VcpuConfig {
  const current = bits(mask)
  return { count, placement: 'static', ...(current > 0 && current < count && { current }) }
}

function bits(mask = '0'): number {
  const [, digits] = /^\s*(\d{1,400}|0x[\da-f]{1,400})L?\s*$/i.exec(mask) ?? []
  return digits === undefined ? 0 : BigInt(digits).toString(2).replaceAll('0', '').length
}

/** The mask of the first `current` vcpus; absent when all are there. */
export function vcpusToMask({ count, current = count }: VcpuConfig): string | undefined {
  return current < count ? String((1n << BigInt(current)) - 1n) : undefined
}

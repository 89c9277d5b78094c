import type { Bandwidth } from '@virt/core/config'

const multiples: Readonly<Record<string, number>> = { '': 1 / 1024, K: 1, M: 1024, G: 1024 * 1024 }

/**
 * How much a guest may send: `10240KB/s`, `10Mb/s@50ms`, in bytes (`B`) or bits (`b`) per second; the interval is that of Xen's
 * accounting. Absent for what is no rate.
 */
export function bandwidthFromRate(rate: string): Bandwidth | undefined {
  const [, digits, multiple = '', unit] = /^(\d{1,15})([GMK]?)([Bb])\/s(?:@\d+[mu]?s)?$/.exec(rate) ?? []
  if (digits === undefined) return undefined
  const average = Math.trunc((Number(digits) * (multiples[multiple] ?? 1)) / (unit === 'b' ? 8 : 1))
  return { outbound: { average } }
}

export function bandwidthToRate({ outbound }: Bandwidth): string | undefined {
  return outbound?.average === undefined ? undefined : `${outbound.average}KB/s`
}

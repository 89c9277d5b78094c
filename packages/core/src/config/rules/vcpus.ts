import { unsupported, xmlError } from '../codec/errors.js'
import type { CpuTune } from '../domain/cputune.js'
import type { DomainConfig } from '../domain/domain.js'
import type { VcpuConfig, VcpuState } from '../domain/vcpu.js'
import type { Draft } from './draft.js'

export function completeVcpus(domain: Draft<DomainConfig>): void {
  const vcpu = domain.vcpu ?? { count: 1 }
  domain.vcpu = completeVcpu(domain, vcpu)
  if (domain.vcpus !== undefined) checkStates(domain.vcpus, vcpu.count)
  if (domain.cputune !== undefined) domain.cputune = completeTune(domain.cputune, vcpu.count)
}

function completeVcpu(
  domain: DomainConfig,
  { count, current, placement, cpuset, ...rest }: VcpuConfig,
): VcpuConfig {
  if (count === 0) throw xmlError("invalid maximum number of vCPUs '0'", 'DOMAIN')
  if (current !== undefined && (current > count || current === 0))
    throw xmlError(`maxvcpus must not be less than current vcpus (${count} < ${current})`, 'DOMAIN')
  if (cpuset === '') throw xmlError("Invalid value of 'cpuset': ", 'DOMAIN')
  const place = placement ?? (cpuset === undefined && automatic(domain) ? 'auto' : 'static')
  return {
    ...rest,
    count,
    placement: place,
    ...(current !== undefined && current < count && { current }),
    ...(cpuset !== undefined && place === 'static' && { cpuset }),
  }
}

/** Memory that numad places takes unpinned vcpus along. */
function automatic({ numatune, cputune }: DomainConfig): boolean {
  const pinned = cputune?.vcpuPins ?? cputune?.emulatorPin ?? cputune?.iothreadPins
  return numatune?.memory?.placement === 'auto' && pinned === undefined
}

function checkStates(states: readonly VcpuState[], count: number): void {
  const orders = new Set<number>()
  for (const { id, order } of states) {
    if (id >= count) throw xmlError(`vcpu '${id}' is outside of the domain's ${count} vcpus`, 'DOMAIN')
    if (order === undefined) continue
    if (orders.has(order)) throw xmlError(`vcpu order '${order}' is used more than once`, 'DOMAIN')
    orders.add(order)
  }
}

const periods = ['period', 'globalPeriod', 'emulatorPeriod', 'iothreadPeriod'] as const
const quotas = ['quota', 'globalQuota', 'emulatorQuota', 'iothreadQuota'] as const

function completeTune(tune: CpuTune, count: number): CpuTune {
  checkRanges(tune, periods, 1_000_000)
  checkRanges(tune, quotas, 18_446_744_073_709_551)
  const pins = tune.vcpuPins?.filter(({ vcpu }) => vcpu < count).sort((a, b) => a.vcpu - b.vcpu)
  pins?.forEach(({ vcpu }, index) => {
    if (pins[index - 1]?.vcpu === vcpu) throw xmlError(`duplicate vcpupin for vcpu '${vcpu}'`, 'DOMAIN')
  })
  const threads = tune.iothreadPins && [...tune.iothreadPins].sort((a, b) => a.iothread - b.iothread)
  const { vcpuPins: _, ...rest } = tune
  return {
    ...rest,
    ...(pins && pins.length > 0 && { vcpuPins: pins }),
    ...(threads && { iothreadPins: threads }),
  }
}

function checkRanges(tune: CpuTune, keys: readonly (keyof CpuTune)[], most: number): void {
  for (const key of keys) {
    const value = Number(tune[key] ?? 0)
    if (value > 0 && (value < 1000 || value > most))
      throw unsupported(`Value of cputune '${xmlName(key)}' must be in range [1000, ${most}]`)
  }
}

function xmlName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

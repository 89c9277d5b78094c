import type { Domain } from '@virt/core'
import type { Session } from '../../session.js'
import { parseCpuSet, upTo } from './cpu-set.js'

/** The host CPUs of each vcpu as the definition has them: its own pin, else the domain's set, else all. */
export async function definedAffinity(session: Session, domain: Domain, cpus: number): Promise<number[][]> {
  const { vcpu, cputune } = await domain.config({ inactive: true, ...session.call })
  const usual = parseCpuSet(vcpu?.cpuset ?? '') ?? upTo(cpus)
  const pins = new Map(cputune?.vcpuPins?.map((pin) => [pin.vcpu, parseCpuSet(pin.cpuset)]))
  return upTo(vcpu?.count ?? 1).map((number) => pins.get(number) ?? usual)
}

import type { DomainOperations, DomainRef, VcpuInfo, VcpuState } from '@virt/core/driver'
import { errnoOf } from '../hypercalls/failure.js'
import type { Hypervisor } from '../hypercalls/hypervisor.js'
import { notValid, refusal } from '../hypercalls/refusal.js'
import type { VcpuRecord } from '../hypercalls/vcpus.js'
import { find, onlyLive } from './find.js'

type Vcpus = Pick<DomainOperations, 'vcpus' | 'pinVcpu' | 'setVcpus'>

export function vcpuOperations(hypervisor: Hypervisor): Vcpus {
  return {
    vcpus: async (ref) => {
      const { id, maxVcpus } = find(hypervisor, ref)
      return Array.from({ length: maxVcpus }, (_, number) => number).flatMap((number) => {
        const vcpu = hypervisor.vcpu(id, number)
        return vcpu.online ? [row(vcpu, number, hypervisor.affinity(id, number))] : []
      })
    },
    pinVcpu: async (ref, vcpu, cpus, flags) => {
      onlyLive(flags)
      const { id, maxVcpus } = find(hypervisor, ref)
      if (vcpu >= maxVcpus) throw invalid(`vcpu ${vcpu} is out of range: the domain has ${maxVcpus}`)
      const slots = hypervisor.cpuSlots()
      const beyond = cpus.find((cpu) => cpu >= slots)
      if (beyond !== undefined) throw invalid(`host CPU ${beyond} is out of range: the host has ${slots}`)
      instead(
        () => hypervisor.setAffinity(id, vcpu, cpus),
        (cause) => invalid(`none of the host CPUs ${cpus.join(', ')} is there for this domain`, cause),
      )
    },
    setVcpus: async (ref, count, flags) => {
      onlyLive(flags)
      setVcpus(hypervisor, ref, count, flags.maximum ?? false)
    },
  }
}

/** How many of its vcpus are up is the guest's own doing, at the wish of who writes it into the store. */
function setVcpus(hypervisor: Hypervisor, ref: DomainRef, count: number, maximum: boolean): void {
  const { id, maxVcpus, onlineVcpus } = find(hypervisor, ref)
  if (!maximum && count === onlineVcpus) return
  if (!maximum && count <= maxVcpus)
    throw refusal('NO_SUPPORT', 'the guest takes vcpus up and down itself, when the store asks it to')
  instead(
    () => hypervisor.setMaxVcpus(id, count),
    (cause) => notValid(`domain '${ref.name}' was created for ${maxVcpus} vcpus, which stays so`, cause),
  )
}

function row(
  { blocked, running, cpuTime, cpu }: VcpuRecord,
  number: number,
  affinity: readonly number[],
): VcpuInfo {
  const state: VcpuState = blocked && !running ? 'blocked' : 'running'
  return { number, state, cpuTime, ...(running && { cpu }), affinity }
}

/** Xen says EINVAL to many things; here it can be only one. */
function instead(call: () => void, meaning: (cause: unknown) => Error): void {
  try {
    call()
  } catch (thrown) {
    throw errnoOf(thrown) === 'EINVAL' ? meaning(thrown) : thrown
  }
}

const invalid = (detail: string, cause?: unknown): Error => refusal('INVALID_ARG', detail, cause)

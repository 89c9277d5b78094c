import { withIoThreadPin, type DomainConfig } from '@virt/core/config'
import { VirtError, type AffectFlags, type Call } from '@virt/core/driver'
import { formatCpuList } from '../../host/cpu-list.js'
import { allowedCpus } from '../../host/process-times.js'
import { redefine, targetOf } from '../affect.js'
import type { EngineContext } from '../context.js'
import type { ManagedDomain } from '../domain.js'
import type { Guest } from '../guest.js'
import { inState } from '../in-state.js'
import { emulatorCpus, withEmulatorPin, withVcpuPin } from './pins.js'
import { pinThreads } from './taskset.js'
import { threadsOf, type GuestThreads } from './threads-of.js'

/** What is to be tied to host CPUs, and how a description says so. */
interface Pin {
  readonly threads: (found: GuestThreads) => readonly number[]
  readonly written: (config: DomainConfig, cpuset: string) => DomainConfig
  /** Throws when a description has no such thing. */
  readonly check?: (config: DomainConfig) => void
}

/** Tie the thread of a vcpu. */
export const vcpuPin = (vcpu: number): Pin => ({
  threads: ({ vcpus }) => [
    found(vcpus.get(vcpu), `vcpu ${vcpu} is out of range of live cpu count ${vcpus.size}`),
  ],
  written: (config, cpuset) => withVcpuPin(config, vcpu, cpuset),
  check: ({ vcpu: { count = 1 } = {} }) => {
    if (vcpu >= count) throw invalid(`vcpu ${vcpu} is out of range of persistent cpu count ${count}`)
  },
})

/** Tie QEMU's own threads. */
export const emulatorPin: Pin = {
  threads: ({ emulator }) => emulator,
  written: withEmulatorPin,
}

/** Tie one I/O thread. */
export const ioThreadPin = (number: number): Pin => ({
  threads: ({ ioThreads }) => [found(ioThreads.get(number), `iothread ${number} not found`)],
  written: (config, cpuset) => withIoThreadPin(config, number, cpuset),
})

/** Tie it, in the guest, the definition, or both. */
export function pinTo(
  context: EngineContext,
  domain: ManagedDomain,
  { threads, written, check }: Pin,
  cpus: readonly number[],
  flags: AffectFlags,
  call: Call,
): Promise<void> {
  const list = formatCpuList(cpus)
  return domain.jobs.run(async () => {
    const { guest, definition } = targetOf(domain, flags)
    if (definition) check?.(definition)
    if (guest) {
      const tied = threads(await threadsOf(guest, call))
      await inState(context, domain, guest, written(guest.config, list), () => pinThreads(tied, cpus))
    }
    if (definition) await redefine(context, domain, written(definition, list))
  }, call)
}

/** Where QEMU's own threads may run. */
export function emulatorPinOf(domain: ManagedDomain, flags: AffectFlags): readonly number[] {
  const { guest, definition } = targetOf(domain, flags)
  return guest ? mainThreadCpus(guest) : emulatorCpus(definition ?? domain.config)
}

function mainThreadCpus({ process }: Guest): number[] {
  return process ? allowedCpus(process.pid, process.pid) : []
}

function found(thread: number | undefined, complaint: string): number {
  if (thread === undefined) throw invalid(complaint)
  return thread
}

function invalid(detail: string): VirtError {
  return new VirtError('INVALID_ARG', detail, { origin: 'QEMU' })
}

import type { XenInterface } from '../layout/interface.js'
import type { HypercallMemory, HypercallPort } from '../privcmd/port.js'
import type { Caller } from './caller.js'
import type { DomainRecord } from './domain-record.js'
import { cpuSlots, hostOf, type HostRecord } from './host.js'
import { domainOf, listDomains } from './list.js'
import { probe } from './probe.js'
import { refusal } from './refusal.js'
import { schedulerOf, setWeight, weightOf, type Scheduler, type Weight } from './scheduler.js'
import { affinityOf, setAffinity, vcpuOf, type VcpuRecord } from './vcpus.js'
import { extraVersion, guestCapabilities, runningVersion, type XenVersion } from './version.js'

/** Room for the records of a thousand domains, and within what the kernel allows for an open device. */
const memorySize = 32 * 4096

/**
 * The running Xen, by typed hypercalls. Each takes microseconds and answers at once, but {@link destroy}. All throw
 * VirtErrors of origin XEN: NO_DOMAIN for ESRCH, OPERATION_DENIED for EPERM, XEN_CALL with the errno's name for the rest.
 */
export class Hypervisor {
  readonly version: XenVersion
  readonly #port: HypercallPort
  readonly #memory: HypercallMemory
  readonly #calls: Caller
  #totalPages: number | undefined
  #closed = false

  /** Finds out which control interface Xen speaks. NO_XEN when it is none that is known. */
  constructor(port: HypercallPort) {
    this.#port = port
    this.version = runningVersion(port)
    this.#memory = port.allocate(memorySize)
    try {
      this.#calls = probe(port, this.#memory, this.version)
    } catch (thrown) {
      this.#memory.release()
      throw thrown
    }
  }

  get #caller(): Caller {
    if (this.#closed) throw refusal('INVALID_CONN', 'the hypervisor was closed')
    return this.#calls
  }

  /** The interface that was found. */
  get interface(): XenInterface {
    return this.#caller.interface
  }

  /** `.7` of Xen 4.17.7. */
  extraVersion(): string {
    return extraVersion(this.#caller)
  }

  /** The guests that can run, as `/sys/hypervisor/properties/capabilities` has them. */
  guestCapabilities(): string {
    return guestCapabilities(this.#caller)
  }

  /** Whether {@link host} can be asked. */
  get knowsHost(): boolean {
    return this.#caller.has('physinfo')
  }

  host(): HostRecord {
    return hostOf(this.#caller)
  }

  /** All pages of the host, asked once; `undefined` where {@link host} cannot be asked. */
  totalPages(): number | undefined {
    return this.knowsHost ? (this.#totalPages ??= this.host().pages) : undefined
  }

  /** The largest number of a host CPU, plus one. */
  cpuSlots(): number {
    return cpuSlots(this.#caller)
  }

  /** All domains, by id. One hypercall up to a thousand of them. */
  domains(): readonly DomainRecord[] {
    return listDomains(this.#caller)
  }

  /** NO_DOMAIN when there is none of this id. */
  domain(id: number): DomainRecord {
    return domainOf(this.#caller, id)
  }

  /** Count one pause more. */
  pause(id: number): void {
    this.#caller.call('pausedomain', {}, id)
  }

  /** Count one pause less: the domain runs again at none. EINVAL when there is none. */
  unpause(id: number): void {
    this.#caller.call('unpausedomain', {}, id)
  }

  /** Kill it; resolves when Xen began to take it apart. With much memory that takes seconds: not on this thread. EAGAIN: ask again. */
  destroy(id: number): Promise<void> {
    return this.#caller.callAside('destroydomain', id)
  }

  setMaxMemory(id: number, kib: number): void {
    this.#caller.call('maxMem', { maxMemkb: kib }, id)
  }

  /** Since Xen 4: EINVAL for any number but the one that the domain was created with. */
  setMaxVcpus(id: number, count: number): void {
    this.#caller.call('maxVcpus', { max: count }, id)
  }

  vcpu(id: number, vcpu: number): VcpuRecord {
    return vcpuOf(this.#caller, id, vcpu)
  }

  /** Host CPUs that a vcpu may run on, ascending. */
  affinity(id: number, vcpu: number): readonly number[] {
    return affinityOf(this.#caller, id, vcpu, this.cpuSlots())
  }

  setAffinity(id: number, vcpu: number, cpus: readonly number[]): void {
    setAffinity(this.#caller, id, vcpu, cpus, this.cpuSlots())
  }

  scheduler(domain: DomainRecord): Scheduler {
    return schedulerOf(this.#caller, domain)
  }

  weight(id: number, scheduler: Scheduler): Weight {
    return weightOf(this.#caller, id, scheduler)
  }

  setWeight(id: number, scheduler: Scheduler, weight: Weight): void {
    setWeight(this.#caller, id, scheduler, weight)
  }

  /** Later calls are refused with INVALID_CONN. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#memory.release()
    await this.#port.close()
  }
}

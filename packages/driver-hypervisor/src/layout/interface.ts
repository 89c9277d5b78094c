import type { Field, Fields } from './field.js'

/** What every control call begins with. The command is at 0, the interface version at 4, the domain (if any) at 8. */
export interface Envelope {
  /** The number of the hypercall: `__HYPERVISOR_dom0_op`, `__HYPERVISOR_sysctl`, `__HYPERVISOR_domctl`. */
  readonly hypercall: number
  /** What Xen must agree with, or it answers EACCES. */
  readonly version: number
  /** Bytes in all, the union padded to 128 of them. */
  readonly size: number
}

/** One control call: its command, and its members from the start of the envelope. */
export interface CallLayout {
  readonly envelope: Envelope
  readonly command: number
  readonly fields: Fields
}

/** `xen_domctl_getdomaininfo`: one record of a list. */
export interface DomainInfoLayout {
  readonly size: number
  readonly fields: Readonly<
    Record<
      'domain' | 'flags' | 'totPages' | 'maxPages' | 'cpuTime' | 'nrOnlineVcpus' | 'maxVcpuId' | 'handle',
      Field
    >
  > & { readonly cpupool?: Field }
}

/** The control calls of an interface. An optional one is not there, or its header was not found. */
export interface Calls {
  readonly getdomaininfolist: CallLayout
  readonly destroydomain: CallLayout
  readonly pausedomain: CallLayout
  readonly unpausedomain: CallLayout
  readonly maxMem: CallLayout
  readonly maxVcpus: CallLayout
  readonly getvcpuinfo: CallLayout
  readonly setvcpuaffinity: CallLayout
  readonly getvcpuaffinity?: CallLayout
  readonly schedId?: CallLayout
  readonly cpupoolOp?: CallLayout
  readonly schedulerOp?: CallLayout
  readonly physinfo?: CallLayout
}

export type CallName = keyof Calls

/** How sure a layout is: `run` on that Xen, `compiled` against its headers, or `read` from them. */
export type Evidence = 'run' | 'compiled' | 'read'

/** One version of Xen's control interface, on x86_64. */
export interface XenInterface {
  /** The releases that speak it. */
  readonly releases: string
  readonly evidence: Evidence
  readonly sysctl: Envelope
  readonly domctl: Envelope
  readonly domainInfo: DomainInfoLayout
  readonly calls: Calls
  /** vcpus that a guest of any kind may have. */
  readonly maxVcpus: number
}

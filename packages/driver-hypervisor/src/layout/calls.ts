import { address, u16, u32, u64, u8, type Fields } from './field.js'
import type { Calls, CallLayout, Envelope } from './interface.js'

export const dom0Op = (version: number): Envelope => ({ hypercall: 7, version, size: 136 })
export const sysctl = (version: number): Envelope => ({ hypercall: 35, version, size: 136 })
export const domctl = (version: number): Envelope => ({ hypercall: 36, version, size: 144 })

const call = (envelope: Envelope, command: number, fields: Fields = {}): CallLayout => ({
  envelope,
  command,
  fields,
})

const list: Fields = { firstDomain: u16(8), maxDomains: u32(12), buffer: address(16), numDomains: u32(24) }

/** The one hypercall of Xen 3.0.2, by `dom0_ops.h`: its CPU maps are words of 64 bits. */
export function dom0OpCalls(envelope: Envelope, physinfo: Fields): Calls {
  return {
    destroydomain: call(envelope, 9),
    pausedomain: call(envelope, 10),
    unpausedomain: call(envelope, 11),
    setvcpuaffinity: call(envelope, 20, { vcpu: u32(12), cpumap: u32(16), cpumapHigh: u32(20) }),
    physinfo: call(envelope, 22, physinfo),
    schedId: call(envelope, 24, { schedId: u32(8) }),
    maxMem: call(envelope, 28, { maxMemkb: u64(16) }),
    getdomaininfolist: call(envelope, 38, list),
    maxVcpus: call(envelope, 41, { max: u32(12) }),
    getvcpuinfo: call(envelope, 43, {
      vcpu: u32(12),
      online: u8(16),
      blocked: u8(17),
      running: u8(18),
      cpuTime: u64(24),
      cpu: u32(32),
      cpumap: u32(40),
      cpumapHigh: u32(44),
    }),
  }
}

/** `sysctl.h`: the host. */
export function sysctlCalls(
  envelope: Envelope,
  physinfo?: Fields,
): Pick<Calls, 'getdomaininfolist' | 'schedId' | 'physinfo'> {
  return {
    ...(physinfo && { physinfo: call(envelope, 3, physinfo) }),
    schedId: call(envelope, 4, { schedId: u32(8) }),
    getdomaininfolist: call(envelope, 6, list),
  }
}

/** Pools of CPUs, each with its own scheduler: since Xen 4.1. */
export const cpupoolCalls = (envelope: Envelope): Pick<Calls, 'cpupoolOp'> => ({
  cpupoolOp: call(envelope, 18, {
    op: u32(8),
    cpupoolId: u32(12),
    schedId: u32(16),
    bitmap: address(32),
    nrBits: u32(40),
  }),
})

/** `domctl.h`: a domain. Maps of CPUs are of any size. */
export function domctlCalls(
  envelope: Envelope,
): Omit<Calls, 'getdomaininfolist' | 'schedId' | 'physinfo' | 'schedulerOp' | 'cpupoolOp'> {
  const affinity = { vcpu: u32(16), bitmap: address(24), nrBits: u32(32) }
  return {
    destroydomain: call(envelope, 2),
    pausedomain: call(envelope, 3),
    unpausedomain: call(envelope, 4),
    setvcpuaffinity: call(envelope, 9, affinity),
    maxMem: call(envelope, 11, { maxMemkb: u64(16) }),
    getvcpuinfo: call(envelope, 14, {
      vcpu: u32(16),
      online: u8(20),
      blocked: u8(21),
      running: u8(22),
      cpuTime: u64(24),
      cpu: u32(32),
    }),
    maxVcpus: call(envelope, 15, { max: u32(16) }),
    getvcpuaffinity: call(envelope, 25, affinity),
  }
}

/** The same with hard and soft affinity, told apart by flags: since Xen 4.5. */
export function domctlCallsWithSoftAffinity(envelope: Envelope): ReturnType<typeof domctlCalls> {
  const calls = domctlCalls(envelope)
  const affinity: Fields = {
    vcpu: u32(16),
    flags: u32(20),
    bitmap: address(24),
    nrBits: u32(32),
    softBitmap: address(40),
    softNrBits: u32(48),
  }
  return {
    ...calls,
    setvcpuaffinity: call(envelope, 9, affinity),
    getvcpuaffinity: call(envelope, 25, affinity),
  }
}

/** Weight and cap: since Xen 3.1. */
export const schedulerCalls = (envelope: Envelope): Pick<Calls, 'schedulerOp'> => ({
  schedulerOp: call(envelope, 16, { schedId: u32(16), cmd: u32(20), weight: u16(24), cap: u16(26) }),
})

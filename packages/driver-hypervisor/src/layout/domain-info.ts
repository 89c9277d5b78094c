import { u16, u32, u64, uuid } from './field.js'
import type { DomainInfoLayout } from './interface.js'

const head = { domain: u16(0), flags: u32(4), totPages: u64(8), maxPages: u64(16) }

/** Xen 3.0 to 3.4. */
export const domainInfo3: DomainInfoLayout = {
  size: 72,
  fields: { ...head, cpuTime: u64(32), nrOnlineVcpus: u32(40), maxVcpuId: u32(44), handle: uuid(52) },
}

/** Xen 4.0: with `shr_pages`. */
export const domainInfo40: DomainInfoLayout = {
  size: 80,
  fields: { ...head, cpuTime: u64(40), nrOnlineVcpus: u32(48), maxVcpuId: u32(52), handle: uuid(60) },
}

/** Xen 4.1: with `cpupool`. */
export const domainInfo41: DomainInfoLayout = {
  size: 80,
  fields: { ...domainInfo40.fields, cpupool: u32(76) },
}

/** With `outstanding_pages`, `paged_pages`, and an `arch_config` of four bytes. */
export const domainInfo414: DomainInfoLayout = {
  size: 104,
  fields: {
    ...head,
    cpuTime: u64(56),
    nrOnlineVcpus: u32(64),
    maxVcpuId: u32(68),
    handle: uuid(76),
    cpupool: u32(92),
  },
}

/** With `gpaddr_bits`, and an `arch_config` of eight bytes. */
export const domainInfo417: DomainInfoLayout = { size: 112, fields: domainInfo414.fields }

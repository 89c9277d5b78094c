import {
  cpupoolCalls,
  dom0Op,
  dom0OpCalls,
  domctl,
  domctlCalls,
  domctlCallsWithSoftAffinity,
  schedulerCalls,
  sysctl,
  sysctlCalls,
} from './calls.js'
import { domainInfo3, domainInfo40, domainInfo41, domainInfo414, domainInfo417 } from './domain-info.js'
import type { Fields } from './field.js'
import type { DomainInfoLayout, Evidence, XenInterface } from './interface.js'
import { physinfo30, physinfo33, physinfo41, physinfo417 } from './physinfo.js'

interface Row {
  readonly releases: string
  readonly evidence: Evidence
  readonly sysctl: number
  readonly domctl: number
  readonly domainInfo: DomainInfoLayout
  readonly physinfo?: Fields
}

/** Since Xen 4.5. 128 vcpus is the limit of a guest with full virtualization; a paravirtual one may have more. */
function today(row: Row): XenInterface {
  const [host, domain] = [sysctl(row.sysctl), domctl(row.domctl)]
  const calls = {
    ...sysctlCalls(host, row.physinfo),
    ...cpupoolCalls(host),
    ...domctlCallsWithSoftAffinity(domain),
    ...schedulerCalls(domain),
  }
  return { ...row, sysctl: host, domctl: domain, calls, maxVcpus: 128 }
}

/** Xen 3 to 4.1. */
function early(row: Row): XenInterface {
  const [host, domain] = [sysctl(row.sysctl), domctl(row.domctl)]
  const calls = {
    ...sysctlCalls(host, row.physinfo),
    ...(row.domctl >= 7 && cpupoolCalls(host)),
    ...domctlCalls(domain),
    ...(row.domctl >= 5 && schedulerCalls(domain)),
  }
  return { ...row, sysctl: host, domctl: domain, calls, maxVcpus: 32 }
}

function earliest(version: number): XenInterface {
  const envelope = dom0Op(version)
  const calls = dom0OpCalls(envelope, physinfo30)
  const common = { sysctl: envelope, domctl: envelope, domainInfo: domainInfo3, calls, maxVcpus: 32 }
  return { releases: 'Xen 3.0.2', evidence: 'read', ...common }
}

const recent = { domainInfo: domainInfo417, physinfo: physinfo417 }
const xen3 = { evidence: 'read', domainInfo: domainInfo3 } as const

/** Every version of Xen's control interface that this driver speaks, newest first. */
export const interfaces: readonly XenInterface[] = [
  today({ releases: 'Xen 4.19 and 4.20', evidence: 'compiled', sysctl: 0x15, domctl: 0x17, ...recent }),
  today({ releases: 'Xen 4.17', evidence: 'run', sysctl: 0x15, domctl: 0x15, ...recent }),
  today({
    releases: 'Xen 4.14',
    evidence: 'compiled',
    sysctl: 0x13,
    domctl: 0x12,
    domainInfo: domainInfo414,
    physinfo: physinfo41,
  }),
  early({
    releases: 'Xen 4.1',
    evidence: 'read',
    sysctl: 8,
    domctl: 7,
    domainInfo: domainInfo41,
    physinfo: physinfo41,
  }),
  early({ releases: 'Xen 4.0', evidence: 'read', sysctl: 7, domctl: 6, domainInfo: domainInfo40 }),
  early({ ...xen3, releases: 'Xen 3.2 to 3.4', sysctl: 6, domctl: 5, physinfo: physinfo33 }),
  early({ ...xen3, releases: 'Xen 3.1 of Fedora 8', sysctl: 4, domctl: 5 }),
  early({ ...xen3, releases: 'Xen 3.1', sysctl: 3, domctl: 5, physinfo: physinfo30 }),
  early({ ...xen3, releases: 'Xen 3.0.4', sysctl: 2, domctl: 4 }),
  early({ ...xen3, releases: 'Xen 3.0.3', sysctl: 2, domctl: 3 }),
  earliest(0x03000001),
  earliest(0x03000000),
]

import { readNumber, readUuid } from '../layout/field.js'
import type { DomainInfoLayout } from '../layout/interface.js'

/** What Xen knows of a domain. */
export interface DomainRecord {
  readonly id: number
  readonly uuid: string
  /** `XEN_DOMINF_*`. */
  readonly flags: number
  readonly pages: number
  /** `undefined`: no limit. */
  readonly maxPages: number | undefined
  /** Nanoseconds. */
  readonly cpuTime: number
  readonly onlineVcpus: number
  readonly maxVcpus: number
  /** The pool of CPUs that it runs in, and whose scheduler. */
  readonly cpupool: number | undefined
}

/** All ones, in any width that releases have used, says that there is no limit. */
const noLimit = 0xffff_ffff

const noVcpus = 0xffff_ffff

export function readDomain(bytes: Buffer, { fields }: DomainInfoLayout, base: number): DomainRecord {
  const number = (name: Exclude<keyof typeof fields, 'handle' | 'cpupool'>): number =>
    readNumber(bytes, fields[name], base)
  const [maxPages, maxVcpuId] = [number('maxPages'), number('maxVcpuId')]
  return {
    id: number('domain'),
    uuid: readUuid(bytes, fields.handle, base),
    flags: number('flags'),
    pages: number('totPages'),
    maxPages: maxPages >= noLimit ? undefined : maxPages,
    cpuTime: number('cpuTime'),
    onlineVcpus: number('nrOnlineVcpus'),
    maxVcpus: maxVcpuId === noVcpus ? 0 : maxVcpuId + 1,
    cpupool: fields.cpupool && readNumber(bytes, fields.cpupool, base),
  }
}

import type { VcpuConfig } from '@virt/core/config'
import { vcpusFromMask, vcpusToMask, wholeNumber } from '@virt/xen-common'
import { text } from '../sxp/index.js'
import { item, word } from './items.js'
import type { Part } from './part.js'

const one: VcpuConfig = { count: 1 }

export const vcpus: Part = {
  read({ domain }) {
    const count = wholeNumber(text(domain, 'vcpus')) ?? 1
    const cpuset = word(domain, 'cpus')
    const vcpu = vcpusFromMask(count, text(domain, 'vcpu_avail'))
    return { vcpu: { ...vcpu, ...(cpuset !== undefined && { cpuset }) } }
  },
  write: ({ config: { vcpu = one } }) => [
    ...item('vcpus', vcpu.count),
    ...item('vcpu_avail', vcpusToMask(vcpu)),
    ...item('cpus', vcpu.cpuset),
  ],
}

/** A fully virtualized guest's BIOS is told, too. */
export const imageVcpus: Part = { write: ({ config: { vcpu = one } }) => item('vcpus', vcpu.count) }

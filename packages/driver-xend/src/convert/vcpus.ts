import type { VcpuConfig } from '@virt/core/config'
import { vcpusFromMask, vcpusToMask, wholeNumber } from '@virt/xen-common'
import { text, type Sxp } from '../sxp/index.js'
import { item } from './items.js'
import type { Part } from './part.js'

const one: VcpuConfig = { count: 1 }

export const vcpus: Part = {
  read({ domain }) {
    const count = wholeNumber(text(domain, 'vcpus')) ?? 1
    return { vcpu: vcpusFromMask(count, text(domain, 'vcpu_avail')) }
  },
  write: ({ config: { vcpu = one } }) => counted(vcpu),
}

/** A fully virtualized guest's BIOS is told, too. */
export const imageVcpus: Part = { write: ({ config: { vcpu = one } }) => counted(vcpu) }

function counted(vcpu: VcpuConfig): readonly Sxp[] {
  return [...item('vcpus', vcpu.count), ...item('vcpu_avail', vcpusToMask(vcpu))]
}

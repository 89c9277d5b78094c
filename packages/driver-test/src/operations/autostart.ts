import type { DomainOperations } from '@virt/core/driver'
import { notValid } from '../refusal.js'
import type { TestNode } from '../test-node.js'

type Autostart = Pick<DomainOperations, 'autostart' | 'setAutostart'>

export function autostart(node: TestNode): Autostart {
  return {
    autostart: async (ref) => node.domain(ref).autostart,
    setAutostart: async (ref, wanted) => {
      const domain = node.domain(ref)
      if (!domain.persistent) throw notValid('cannot set autostart for transient domain')
      domain.autostart = wanted
    },
  }
}

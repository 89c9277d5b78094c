import type { DomainOperations } from '@virt/core/driver'
import { affected, edit } from '../affect.js'
import { notValid, refusal } from '../refusal.js'
import type { TestNode } from '../test-node.js'

type Memory = Pick<DomainOperations, 'maxMemory' | 'setMaxMemory' | 'setMemory'>

export function memory(node: TestNode): Memory {
  return {
    maxMemory: async (ref) => node.domain(ref).config.memory,
    setMaxMemory: async (ref, size, flags) => {
      const domain = node.domain(ref)
      if (affected(domain, flags).live) throw notValid('cannot resize the maximum memory on an active domain')
      edit(domain, flags, (config) => {
        if (config.cpu?.numa?.cells?.length)
          throw notValid('initial memory size of a domain with NUMA nodes cannot be modified with this API')
        if (config.maxMemory && config.maxMemory.size < size)
          throw notValid('cannot set initial memory size greater than the maximum memory size')
        return {
          ...config,
          memory: size,
          currentMemory: Math.min(config.currentMemory ?? config.memory, size),
        }
      })
    },
    setMemory: async (ref, size, flags) => {
      const domain = node.domain(ref)
      const { live } = edit(domain, flags, (config) => {
        if (size > config.memory) throw refusal('INVALID_ARG', 'cannot set memory higher than max memory')
        return { ...config, currentMemory: size }
      })
      if (live) node.domainEvents.send({ type: 'balloonChange', domain: domain.ref, actual: size })
    },
  }
}

import { changeMetadata, metadataOf } from '@virt/core/config'
import type { DomainOperations, MetadataOperations } from '@virt/core/driver'
import { affected, edit } from '../affect.js'
import { notValid, refusal } from '../refusal.js'
import type { TestDomain } from '../test-domain.js'
import type { TestNode } from '../test-node.js'

export function metadata(node: TestNode): Pick<DomainOperations, keyof MetadataOperations> {
  return {
    rename: async (ref, name) => {
      const domain = node.domain(ref)
      rename(node, domain, name)
      return domain.ref
    },
    metadata: async (ref, type, uri, flags) => {
      const domain = node.domain(ref)
      const { live } = affected(domain, flags)
      return metadataOf((live ? domain.live : domain.definition) ?? domain.config, type, uri)
    },
    setMetadata: async (ref, type, value, { key, uri, ...flags }) => {
      const domain = node.domain(ref)
      edit(domain, flags, (config) => changeMetadata(config, { type, value, key, uri }))
      node.domainEvents.send({ type: 'metadataChange', domain: domain.ref, metadata: type, uri })
    },
  }
}

function rename(node: TestNode, domain: TestDomain, name: string): void {
  if (domain.active) throw notValid('cannot rename active domain')
  const { definition } = domain
  if (!definition) throw notValid('cannot rename a transient domain')
  if (node.domains.byName(name)) throw refusal('DOM_EXIST', `domain with name '${name}' already exists`)
  node.announce(domain, 'undefined', 'renamed')
  node.domains.remove(domain)
  domain.rename(name)
  node.domains.add(domain)
  domain.definition = { ...definition, name }
  node.announce(domain, 'defined', 'renamed')
}

import type { XmlElement } from '@virt/core/config'
import { type DomainState, domainStates } from '@virt/core/driver'
import { refusal } from './refusal.js'
import { elements, textAt } from './xml-walk.js'

/** How a node file wants a domain to be from the start. */
export interface StartWish {
  readonly state: DomainState
  readonly transient: boolean
  readonly managedSave: boolean
}

const namespace = 'http://libvirt.org/schemas/domain/test/1.0'

/**
 * What the elements of the namespace `http://libvirt.org/schemas/domain/test/1.0`, declared on the domain or on the node
 * around it, say. Without any: running and persistent.
 */
export function startWish(domain: XmlElement, scope: XmlElement): StartWish {
  const prefix = prefixOf(domain) ?? prefixOf(scope)
  if (prefix === undefined) return { state: 'running', transient: false, managedSave: false }
  const state = runState(textAt(domain, `${prefix}:runstate`))
  const transient = elements(domain, `${prefix}:transient`).length > 0
  const managedSave = elements(domain, `${prefix}:hasmanagedsave`).length > 0
  if (transient && state === 'shutoff')
    throw refusal('XML_ERROR', `transient domain cannot have runstate 'shutoff'`)
  if (managedSave && state !== 'shutoff')
    throw refusal('XML_ERROR', `domain with managedsave data can only have runstate 'shutoff'`)
  return { state, transient, managedSave }
}

/** The domain's description alone. */
export function withoutWishes(domain: XmlElement, scope: XmlElement): XmlElement {
  const prefix = prefixOf(domain) ?? prefixOf(scope)
  if (prefix === undefined) return domain
  const attributes = Object.fromEntries(
    Object.entries(domain.attributes ?? {}).filter(([name]) => name !== `xmlns:${prefix}`),
  )
  const children = domain.children?.filter(
    (child) => typeof child === 'string' || !child.name.startsWith(`${prefix}:`),
  )
  return { ...domain, attributes, children }
}

function prefixOf({ attributes = {} }: XmlElement): string | undefined {
  const declaration = Object.keys(attributes).find(
    (name) => name.startsWith('xmlns:') && attributes[name] === namespace,
  )
  return declaration?.slice('xmlns:'.length)
}

function runState(text: string | undefined): DomainState {
  if (text === undefined || text === '') return 'running'
  if (!/^\d+$/.test(text)) throw refusal('XML_ERROR', 'invalid runstate')
  const state = domainStates[Number(text)]
  if (!state) throw refusal('XML_ERROR', `runstate '${text}' out of range`)
  return state
}

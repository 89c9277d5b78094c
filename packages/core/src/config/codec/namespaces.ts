import type { XmlElement, XmlNode } from '../xml/element.js'
import { put } from '../xml/record.js'

/** A namespace of libvirt's own, and the prefix that its elements have in rows. */
export interface Namespace {
  readonly prefix: string
  readonly uri: string
}

/** The element with its namespace's usual prefix inside, whatever prefix the document chose. The declaration is left out. */
export function adopt(element: XmlElement, namespace: Namespace): XmlElement {
  const { name, attributes, children = [] } = element
  const prefixes = declaredIn(element, namespace)
  const mine = (node: XmlNode): node is XmlElement =>
    typeof node !== 'string' &&
    (prefixes.has(prefixOf(node)) || declaredIn(node, namespace).has(prefixOf(node)))
  if (!children.some(mine)) return prefixes.size === 0 ? element : undeclared(element, namespace)
  return {
    ...undeclared({ name, attributes }, namespace),
    children: children.map((node) => (mine(node) ? renamed(node, namespace) : node)),
  }
}

/** The opposite: declares the namespace where its prefix is used. */
export function declare(element: XmlElement, { prefix, uri }: Namespace): XmlElement {
  const used = element.children?.some((node) => typeof node !== 'string' && prefixOf(node) === prefix)
  return used ? { ...element, attributes: { ...element.attributes, [`xmlns:${prefix}`]: uri } } : element
}

function prefixOf({ name }: XmlElement): string {
  return name.slice(0, Math.max(name.indexOf(':'), 0))
}

function declaredIn({ attributes }: XmlElement, { uri }: Namespace): ReadonlySet<string> {
  const prefixes = new Set<string>()
  for (const name in attributes)
    if (attributes[name] === uri && (name === 'xmlns' || name.startsWith('xmlns:')))
      prefixes.add(name.slice(6))
  return prefixes
}

/** Without declarations of the namespace, and of the prefix that it gets. */
function undeclared(element: XmlElement, { prefix, uri }: Namespace): XmlElement {
  const attributes: Record<string, string> = {}
  for (const [name, value] of Object.entries(element.attributes ?? {}))
    if (!name.startsWith('xmlns') || (value !== uri && name !== `xmlns:${prefix}`))
      put(attributes, name, value)
  return { ...element, attributes }
}

function renamed(element: XmlElement, namespace: Namespace): XmlElement {
  const from = prefixOf(element)
  const isMine = (node: XmlElement): boolean =>
    prefixOf(node) === from || declaredIn(node, namespace).has(prefixOf(node))
  const inside = (node: XmlNode): XmlNode =>
    typeof node !== 'string' && isMine(node) ? renamed(node, namespace) : node
  const local = element.name.slice(element.name.indexOf(':') + 1)
  return {
    ...undeclared(element, namespace),
    name: `${namespace.prefix}:${local}`,
    ...(element.children && { children: element.children.map(inside) }),
  }
}

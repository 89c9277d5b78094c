import type { XmlElement } from '../xml/element.js'

/** An application's metadata is one element in a namespace: others, and a namespace's second, are left out as libvirt does. */
export function sanitizeMetadata(metadata: XmlElement): XmlElement {
  const seen = new Set<string>()
  const kept = metadata.children?.filter((node) => {
    if (typeof node === 'string') return false
    const namespace = namespaceOf(node, metadata)
    if (namespace === undefined || seen.has(namespace)) return false
    seen.add(namespace)
    return true
  })
  return { ...metadata, children: kept }
}

/** By its own declarations and its parent's; a prefix that an outer element declares counts as a namespace of its own. */
function namespaceOf(element: XmlElement, parent: XmlElement): string | undefined {
  const colon = element.name.indexOf(':')
  const prefix = colon < 0 ? undefined : element.name.slice(0, colon)
  const declaration = prefix === undefined ? 'xmlns' : `xmlns:${prefix}`
  const declared = [element, parent].find(({ attributes = {} }) => Object.hasOwn(attributes, declaration))
  return declared?.attributes?.[declaration] ?? prefix
}

import { parseXml, type XmlElement, type XmlNode } from '@virt/core/config'

/** Elements of different names have no order; those of one name do. */
export function document(xml: string): XmlElement {
  return sorted(parseXml(xml))
}

function sorted({ name, attributes = {}, children = [] }: XmlElement): XmlElement {
  const inside = children.map((child) => (typeof child === 'string' ? child : sorted(child)))
  return { name, attributes, children: inside.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b))) }
}

function nameOf(node: XmlNode): string {
  return typeof node === 'string' ? '' : node.name
}

/** What one document says and the other does not: an older libvirt knew less. */
export function missing(told: XmlNode, whole: readonly XmlNode[], path = ''): readonly string[] {
  if (typeof told === 'string') return whole.includes(told) ? [] : [`${path}: ${told}`]
  const at = `${path}/${told.name}`
  const failures = whole
    .filter((node): node is XmlElement => typeof node !== 'string' && node.name === told.name)
    .map((node) => [
      ...Object.entries(told.attributes ?? {}).flatMap(([key, value]) =>
        node.attributes?.[key] === value ? [] : [`${at}@${key}=${value}`],
      ),
      ...(told.children ?? []).flatMap((child) => missing(child, node.children ?? [], at)),
    ])
  return failures.toSorted((a, b) => a.length - b.length)[0] ?? [at]
}

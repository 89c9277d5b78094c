import { formatDomain, parseDomain, parseXml, type XmlElement, type XmlNode } from '@virt/core/config'
import { withGivenDevices } from '@virt/xen-common'
import type { Sxp } from '../../src/sxp/index.js'

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

/** A document with everything that libvirt and Xen imply, so that one that says it equals one that does not. */
export function explicit(xml: string): XmlElement {
  const domain = withGivenDevices(parseDomain(xml.replaceAll('<backingStore/>', '')))
  return document(formatDomain(parseDomain(formatDomain(domain))))
}

/** Whether a document says all that another one says: an older libvirt knew less. */
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

/** What of an expression another one does not say. */
export function missingItems(told: Sxp, whole: readonly Sxp[], path = ''): readonly string[] {
  if (typeof told === 'string') return whole.includes(told) ? [] : [`${path} ${told}`]
  const [head, ...rest] = told
  const at = `${path} ${String(head)}`
  const failures = whole
    .filter((item) => typeof item !== 'string' && item[0] === head)
    .map((item) => rest.flatMap((each) => missingItems(each, item as readonly Sxp[], at)))
  return failures.toSorted((a, b) => a.length - b.length)[0] ?? [at]
}

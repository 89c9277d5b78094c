import type { XmlElement } from './element.js'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
}

const special = /[&<>"'\r]/g
// eslint-disable-next-line no-control-regex -- these are what XML 1.0 cannot hold, not even escaped
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g
const unusual = /[&<>"'\r]|[^\t\n -\ud7ff\ue000-\ufffd]/

function escape(text: string): string {
  if (!unusual.test(text)) return text
  return text.replace(forbidden, '').replace(special, (found) => escapes[found] ?? found)
}

/**
 * XML in libvirt's text style: two spaces of indent, attributes in single quotes, an element per line, one that holds
 * only text on one line, a newline at the end. `children: []` is written as start and end tag.
 */
export function formatXml(element: XmlElement): string {
  return format(element, '')
}

function format({ name, attributes, children }: XmlElement, indent: string): string {
  let tag = `${indent}<${name}`
  for (const key in attributes) tag += ` ${key}='${escape(attributes[key] ?? '')}'`
  if (children === undefined) return `${tag}/>\n`
  if (children.some((node) => typeof node === 'string'))
    return `${tag}>${children.map(inline).join('')}</${name}>\n`
  let inside = ''
  for (const node of children) inside += format(node as XmlElement, `${indent}  `)
  return `${tag}>\n${inside}${indent}</${name}>\n`
}

/** Beside text every space counts. */
function inline(node: XmlElement | string): string {
  if (typeof node === 'string') return escape(node)
  const { name, attributes = {}, children = [] } = node
  const tag = Object.entries(attributes).reduce(
    (all, [key, value]) => `${all} ${key}='${escape(value)}'`,
    `<${name}`,
  )
  return children.length === 0 ? `${tag}/>` : `${tag}>${children.map(inline).join('')}</${name}>`
}

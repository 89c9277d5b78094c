import type { XmlElement } from './element.js'

/** How text and attributes are written. */
interface Style {
  readonly quote: "'" | '"'
  readonly text: (text: string) => string
  readonly attribute: (value: string) => string
}

const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g

function escaper(special: RegExp): (text: string) => string {
  const unusual = new RegExp(`${special.source}|[^\\t\\n -\\ud7ff\\ue000-\\ufffd]`)
  const all = new RegExp(special.source, 'g')
  return (text) =>
    unusual.test(text) ? text.replace(forbidden, '').replace(all, (found) => escapes[found] ?? found) : text
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}

const everywhere = escaper(/[&<>"'\r]/)
const libvirt: Style = { quote: "'", text: everywhere, attribute: everywhere }
/** libvirt leaves metadata to libxml. */
const libxml: Style = { quote: '"', text: escaper(/[&<>\r]/), attribute: escaper(/[&<>"\r\n\t]/) }

/**
 * XML in libvirt's text style: two spaces of indent, attributes in single quotes, an element per line, one that holds
 * only text on one line, a newline at the end. `children: []` is written as start and end tag. What is inside
 * `<metadata>` is written in libxml's style, as libvirt does.
 */
export function formatXml(element: XmlElement): string {
  return format(element, '', libvirt)
}

/** One element of `<metadata>` alone, in libxml's style, without a newline at the end. */
export function formatMetadata(element: XmlElement): string {
  return format(element, '', libxml).trimEnd()
}

function format(element: XmlElement, indent: string, style: Style): string {
  const { name, children } = element
  const tag = indent + startOf(element, style)
  if (children === undefined) return `${tag}/>\n`
  if (children.some((node) => typeof node === 'string'))
    return `${tag}>${inlined(children, style)}</${name}>\n`
  const inner = name === 'metadata' ? libxml : style
  let inside = ''
  for (const node of children) inside += format(node as XmlElement, `${indent}  `, inner)
  return `${tag}>\n${inside}${indent}</${name}>\n`
}

function startOf({ name, attributes }: XmlElement, { quote, attribute }: Style): string {
  let tag = `<${name}`
  for (const key in attributes) tag += ` ${key}=${quote}${attribute(attributes[key] ?? '')}${quote}`
  return tag
}

/** Beside text every space counts. */
function inlined(nodes: readonly (XmlElement | string)[], style: Style): string {
  let inside = ''
  for (const node of nodes) inside += typeof node === 'string' ? style.text(node) : inline(node, style)
  return inside
}

function inline(element: XmlElement, style: Style): string {
  const { name, children = [] } = element
  const tag = startOf(element, style)
  return children.length === 0 ? `${tag}/>` : `${tag}>${inlined(children, style)}</${name}>`
}

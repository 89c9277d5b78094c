import type { XmlElement } from '../xml/element.js'
import { put } from '../xml/record.js'
import { xmlError } from './errors.js'
import type { ChildField, ScalarField } from './fields.js'
import type { Layout, Row } from './layout.js'
import type { Single } from './single.js'
import type { Extra } from './unknowns.js'

type Fields = Record<string, unknown>

interface Leftovers {
  attributes?: Record<string, string>
  elements?: XmlElement[]
  inside?: Record<string, Extra>
}

/** An element's fields by its rows; what no row knows is left in `extra`. */
export function read(layout: Layout, element: XmlElement): Fields {
  const fields: Fields = {}
  const extra: Leftovers = {}
  if (element.attributes !== undefined) readAttributes(layout, element, fields, extra)
  if (element.children !== undefined) readChildren(layout, element, fields, extra)
  for (const row of layout.sure) if (fields[row.key] === undefined) fields[row.key] = absent(row, element)
  for (const _ in extra) {
    fields.extra = extra
    break
  }
  return fields
}

function readAttributes(layout: Layout, element: XmlElement, fields: Fields, extra: Leftovers): void {
  for (const name in element.attributes) {
    const text = element.attributes[name] ?? ''
    const row = layout.attributes.get(name)
    if (row !== undefined) take(fields, row, scalar(row.field, text, element))
    else if (!layout.beside.has(name)) put((extra.attributes ??= {}), name, text)
  }
}

function readChildren(layout: Layout, element: XmlElement, fields: Fields, extra: Leftovers): void {
  let text = ''
  for (const node of element.children ?? []) {
    if (typeof node === 'string') {
      text += node
      continue
    }
    const row = layout.children.get(node.name)
    if (row !== undefined && (row.field.list || fields[row.key] === undefined))
      readChild(row, node, fields, extra)
    else (extra.elements ??= []).push(node)
  }
  const { content } = layout
  if (content !== undefined && text !== '') take(fields, content, scalar(content.field, text, element))
}

function readChild(
  { key, field }: Row<ChildField<unknown>>,
  node: XmlElement,
  fields: Fields,
  extra: Leftovers,
): void {
  const found = field.codec.decode(node)
  const { value, extra: beside }: Single<unknown> = field.plain
    ? (found as Single<unknown>)
    : { value: found }
  if (value === undefined) {
    if (beside !== undefined) (extra.elements ??= []).push(node)
    return
  }
  const list = field.list ? ((fields[key] ??= []) as unknown[]) : undefined
  if (beside !== undefined) (extra.inside ??= {})[list ? `${key}.${list.length}` : key] = beside
  if (list === undefined) take(fields, { key, field }, value)
  else list.push(value)
}

function take(fields: Fields, { key, field }: Row, value: unknown): void {
  if (value !== undefined && value !== field.silent) fields[key] = value
}

function scalar({ kind, name, value }: ScalarField<unknown>, text: string, element: XmlElement): unknown {
  const found = value.read(text, value.unit && element.attributes?.[value.unit.attribute])
  if (found !== undefined) return found
  if (kind === 'content') throw xmlError(`Invalid value for element '${element.name}': '${text}'.`)
  throw xmlError(`Invalid value for attribute '${name}' in element '${element.name}': '${text}'.`)
}

function absent({ field }: Row, { name }: XmlElement): unknown {
  if (field.fallback !== undefined) return field.fallback
  if (field.kind === 'attribute')
    throw xmlError(`Missing required attribute '${field.name}' in element '${name}'`)
  if (field.kind === 'content') throw xmlError(`Missing required value in element '${name}'`)
  throw xmlError(`Missing required element '${field.name}' in element '${name}'`)
}

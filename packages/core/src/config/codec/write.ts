import type { XmlElement, XmlNode } from '../xml/element.js'
import { put } from '../xml/record.js'
import type { ChildField, ScalarField } from './fields.js'
import type { Layout } from './layout.js'
import type { Single } from './single.js'
import type { Extra } from './unknowns.js'

interface Draft {
  readonly attributes: Record<string, string>
  readonly children: XmlNode[]
}

/** The element of some fields: attributes and children in the order of the rows, unknown ones after them. */
export function write(layout: Layout, fields: Readonly<Record<string, unknown>>): XmlElement {
  const draft: Draft = { attributes: {}, children: [] }
  const extra = fields.extra as Extra | undefined
  for (const { key, field } of layout.rows) {
    const value = fields[key]
    if (value === undefined || value === field.silent) continue
    if (field.kind === 'child') writeChild(draft, key, field, value, extra?.inside)
    else writeScalar(draft, field, value)
  }
  if (extra !== undefined) writeExtra(draft, extra)
  return finished(layout, draft)
}

function writeScalar({ attributes, children }: Draft, field: ScalarField<unknown>, value: unknown): void {
  const { write: format, unit } = field.value
  if (unit?.first) attributes[unit.attribute] = unit.of(value)
  const text = format(value)
  if (field.kind === 'attribute') attributes[field.name] = text
  else if (text !== '') children.push(text)
  if (unit !== undefined) attributes[unit.attribute] = unit.of(value)
}

function writeChild(
  draft: Draft,
  key: string,
  { list, plain, codec, count }: ChildField<unknown>,
  value: unknown,
  inside: Extra['inside'],
): void {
  const one = (item: unknown, place: string): void => {
    const whole: unknown = plain ? ({ value: item, extra: inside?.[place] } satisfies Single<unknown>) : item
    draft.children.push(codec.encode(whole))
  }
  if (count !== undefined) draft.attributes[count] = String((value as unknown[]).length)
  if (list) for (const [index, item] of (value as unknown[]).entries()) one(item, `${key}.${index}`)
  else one(value, key)
}

function writeExtra({ attributes, children }: Draft, extra: Extra): void {
  for (const name in extra.attributes)
    if (!Object.hasOwn(attributes, name)) put(attributes, name, extra.attributes[name] ?? '')
  if (extra.elements !== undefined) children.push(...extra.elements)
}

function finished({ name, open }: Layout, { attributes, children }: Draft): XmlElement {
  const element: { name: string; attributes?: Draft['attributes']; children?: XmlNode[] } = { name }
  for (const _ in attributes) {
    element.attributes = attributes
    break
  }
  if (open || children.length > 0) element.children = children
  return element
}

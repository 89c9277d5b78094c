import type { MetadataType } from '../../contract/metadata.js'
import { VirtError } from '../../errors/virt-error.js'
import type { XmlElement } from '../xml/element.js'
import { formatMetadata } from '../xml/format.js'
import { parseXml } from '../xml/parse.js'
import type { DomainConfig } from './domain.js'

/** What `domains.setMetadata` is to change. */
export interface MetadataChange {
  readonly type: MetadataType
  /** Absent: it is removed. */
  readonly value?: string
  readonly key?: string
  readonly uri?: string
}

/**
 * What a description says of its domain: text, or the element of a namespace as its application wrote it.
 *
 * @throws NO_DOMAIN_METADATA when it says nothing, INVALID_ARG for an element without namespace.
 */
export function metadataOf(config: DomainConfig, type: MetadataType, uri?: string): string {
  const found = type === 'element' ? elementText(config, needed('uri', uri)) : config[type]
  if (found !== undefined) return found
  throw new VirtError('NO_DOMAIN_METADATA', 'Requested metadata element is not present', { origin: 'DOMAIN' })
}

/**
 * The description with other metadata.
 *
 * @throws INVALID_ARG for a title of several lines and an element without namespace or prefix, XML_ERROR for one that is no XML.
 */
export function changeMetadata(config: DomainConfig, change: MetadataChange): DomainConfig {
  const { type, value } = change
  if (type === 'element') return withElement(config, change)
  if (type === 'title' && value?.includes('\n')) throw invalid("metadata title can't contain newlines")
  return { ...config, [type]: value }
}

function withElement(config: DomainConfig, { value, key, uri }: MetadataChange): DomainConfig {
  const namespace = needed('uri', uri)
  const others = elementsOf(config).filter((each) => namespaceOf(each) !== namespace)
  const added = value === undefined ? [] : [prefixed(parseXml(value), needed('key', key), namespace)]
  const children = [...others, ...added]
  return { ...config, metadata: children.length > 0 ? { name: 'metadata', children } : undefined }
}

const elementsOf = ({ metadata }: DomainConfig): readonly XmlElement[] =>
  (metadata?.children ?? []).filter((node) => typeof node !== 'string')

function elementText(config: DomainConfig, uri: string): string | undefined {
  const found = elementsOf(config).find((each) => namespaceOf(each) === uri)
  return found && formatMetadata(bare(found, prefixOf(found)))
}

function prefixOf({ name }: XmlElement): string {
  return name.includes(':') ? name.slice(0, name.indexOf(':')) : ''
}

function declaration(prefix: string): string {
  return prefix === '' ? 'xmlns' : `xmlns:${prefix}`
}

function namespaceOf(element: XmlElement): string | undefined {
  return element.attributes?.[declaration(prefixOf(element))]
}

/** The prefix is the caller's, as the namespace is: neither is part of what the application wrote. */
function prefixed(element: XmlElement, key: string, uri: string): XmlElement {
  const name = `${key}:${element.name.slice(element.name.indexOf(':') + 1)}`
  return { ...element, name, attributes: { [declaration(key)]: uri, ...element.attributes } }
}

function bare(element: XmlElement, prefix: string): XmlElement {
  const mine = prefixOf(element) === prefix
  const name = mine && prefix !== '' ? element.name.slice(prefix.length + 1) : element.name
  const kept = Object.entries(element.attributes ?? {}).filter(([each]) => each !== declaration(prefix))
  return {
    name,
    attributes: kept.length > 0 ? Object.fromEntries(kept) : undefined,
    children: element.children?.map((node) => (typeof node === 'string' ? node : bare(node, prefix))),
  }
}

function needed(what: string, value: string | undefined): string {
  if (value === undefined) throw invalid(`an element of metadata needs its '${what}'`)
  return value
}

function invalid(detail: string): VirtError {
  return new VirtError('INVALID_ARG', detail, { origin: 'DOMAIN' })
}

import { rooted } from '../codec/rooted.js'
import { completed } from '../rules/domain.js'
import type { XmlElement } from '../xml/element.js'
import { formatXml } from '../xml/format.js'
import { parseXml } from '../xml/parse.js'
import { domainCodec, type DomainConfig } from './domain.js'

/** A domain from libvirt's XML. */
export function parseDomain(xml: string): DomainConfig {
  return domainFromElement(rooted(parseXml(xml), 'domain'))
}

/** libvirt's XML of a domain: two spaces of indent, a newline at the end. */
export function formatDomain(config: DomainConfig): string {
  return formatXml(domainToElement(config))
}

/** A domain from an element of a larger document. */
export function domainFromElement(element: XmlElement): DomainConfig {
  return completed(domainCodec.decode(element))
}

export function domainToElement(config: DomainConfig): XmlElement {
  return domainCodec.encode(config)
}

/** Checks and defaults of {@link parseDomain} for a configuration made by hand. */
export function completeDomain(config: DomainConfig): DomainConfig {
  return domainFromElement(domainToElement(config))
}

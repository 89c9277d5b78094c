import { rooted } from '../codec/rooted.js'
import { formatXml } from '../xml/format.js'
import { parseXml } from '../xml/parse.js'
import { domainCapabilitiesCodec, type DomainCapabilities } from './domain-capabilities.js'

/** `<domainCapabilities>` from XML. */
export function parseDomainCapabilities(xml: string): DomainCapabilities {
  return domainCapabilitiesCodec.decode(rooted(parseXml(xml), 'domainCapabilities'))
}

/** `<domainCapabilities>` in libvirt's text style. */
export function formatDomainCapabilities(capabilities: DomainCapabilities): string {
  return formatXml(domainCapabilitiesCodec.encode(capabilities))
}

import { rooted } from '../codec/rooted.js'
import { formatXml } from '../xml/format.js'
import { parseXml } from '../xml/parse.js'
import { capabilitiesCodec, type Capabilities } from './capabilities.js'

const paragraph = /^(?:<capabilities[^>\n]*>|  <\/[^>\n]*>|  <\w[^>\n]*\/>)\n/gm

/** `<capabilities>` from XML. */
export function parseCapabilities(xml: string): Capabilities {
  return capabilitiesCodec.decode(rooted(parseXml(xml), 'capabilities'))
}

/** `<capabilities>` in libvirt's text style, which sets the parts of this document apart by empty lines. */
export function formatCapabilities(capabilities: Capabilities): string {
  return formatXml(capabilitiesCodec.encode(capabilities)).replace(paragraph, '$&\n')
}

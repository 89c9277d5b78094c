import { formatXml } from '../xml/format.js'
import { parseXml } from '../xml/parse.js'
import { capabilitiesCodec, type Capabilities } from './capabilities.js'
import { rooted } from '../codec/rooted.js'

/** `<capabilities>` from XML. */
export function parseCapabilities(xml: string): Capabilities {
  return capabilitiesCodec.decode(rooted(parseXml(xml), 'capabilities'))
}

export function formatCapabilities(capabilities: Capabilities): string {
  return formatXml(capabilitiesCodec.encode(capabilities))
}

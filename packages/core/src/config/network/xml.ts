import { rooted } from '../codec/rooted.js'
import { completed } from '../rules/network.js'
import type { XmlElement } from '../xml/element.js'
import { formatXml } from '../xml/format.js'
import { parseXml } from '../xml/parse.js'
import { networkCodec, type NetworkConfig } from './network.js'

/** A virtual network from libvirt's XML. */
export function parseNetwork(xml: string): NetworkConfig {
  return networkFromElement(rooted(parseXml(xml), 'network'))
}

/** libvirt's XML of a network: two spaces of indent, a newline at the end. */
export function formatNetwork(config: NetworkConfig): string {
  return formatXml(networkToElement(config))
}

/** A network from an element of a larger document. */
export function networkFromElement(element: XmlElement): NetworkConfig {
  return completed(networkCodec.decode(element))
}

export function networkToElement(config: NetworkConfig): XmlElement {
  return networkCodec.encode(config)
}

/** Checks and defaults of {@link parseNetwork} for a configuration made by hand. */
export function completeNetwork(config: NetworkConfig): NetworkConfig {
  return networkFromElement(networkToElement(config))
}

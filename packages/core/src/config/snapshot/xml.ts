import { rooted } from '../codec/rooted.js'
import { completed } from '../rules/snapshot.js'
import type { XmlElement } from '../xml/element.js'
import { formatXml } from '../xml/format.js'
import { parseXml } from '../xml/parse.js'
import { snapshotCodec, type DomainSnapshotConfig } from './snapshot.js'

/** A snapshot from libvirt's XML. */
export function parseDomainSnapshot(xml: string): DomainSnapshotConfig {
  return domainSnapshotFromElement(rooted(parseXml(xml), 'domainsnapshot'))
}

/** libvirt's XML of a snapshot: two spaces of indent, a newline at the end. */
export function formatDomainSnapshot(config: DomainSnapshotConfig): string {
  return formatXml(domainSnapshotToElement(config))
}

/** A snapshot from an element of a larger document. */
export function domainSnapshotFromElement(element: XmlElement): DomainSnapshotConfig {
  return completed(snapshotCodec.decode(element))
}

export function domainSnapshotToElement(config: DomainSnapshotConfig): XmlElement {
  return snapshotCodec.encode(config)
}

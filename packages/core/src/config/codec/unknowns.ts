import type { XmlElement } from '../xml/element.js'

/** What an XML element held beside what its type names, in the order of the document. Written back as it was. */
export interface Extra {
  readonly attributes?: Readonly<Record<string, string>>
  readonly elements?: readonly XmlElement[]
  /** The same of children that are plain values here, by the name of their field: `name`, or `boots.1` in a list. */
  readonly inside?: Readonly<Record<string, Extra>>
}

/** Part of every element's type: nothing that a user or a newer libvirt wrote is lost. Absent when there is nothing. */
export interface Unknowns {
  readonly extra?: Extra
}

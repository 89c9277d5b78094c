import type { XmlElement } from '../xml/element.js'

/** How values of type T are read from elements of one name, and written. */
export interface Codec<T> {
  readonly name: string
  /** Throws XML_ERROR, or another code where libvirt has one, when the element is not what libvirt accepts. */
  decode(element: XmlElement): T
  encode(value: T): XmlElement
}

import type { XmlElement } from '../xml/element.js'
import { xmlError } from './errors.js'

/** The element, if it is what was expected. */
export function rooted(element: XmlElement, name: string): XmlElement {
  if (element.name === name) return element
  throw xmlError(`unexpected root element <${element.name}>, expecting <${name}>`)
}

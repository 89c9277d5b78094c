import type { VirtError } from '../../errors/virt-error.js'
import { xmlError } from '../codec/errors.js'
import type { XmlElement, XmlNode } from './element.js'
import { put } from './record.js'
import type { SaxParser } from './sax-parser.js'

const deepest = 1000
/** What may still become `<![CDATA[` or the end of a comment's mark is no declaration yet. */
const longestMark = '[CDATA['.length
const noDeclarations = 'document types and entities are not accepted'

interface Open {
  readonly name: string
  attributes?: Record<string, string>
  children?: XmlNode[]
}

/** Hears a sax parser and builds the tree. Refuses what is legal XML and not wanted here; every error names its place. */
export class TreeBuilder {
  readonly #sax: SaxParser
  readonly #open: Open[] = []
  /** Whether each open element holds text that is more than space. */
  readonly #mixed: boolean[] = []
  #attributes: Record<string, string> | undefined
  #root: XmlElement | undefined

  constructor(sax: SaxParser) {
    this.#sax = sax
    const attributes = this.#attributesSink()
    sax.onopentagstart = (tag) => (tag.attributes = attributes)
    sax.onattribute = ({ name, value }) => put((this.#attributes ??= {}), name, value)
    sax.onopentag = ({ name }) => this.#start(name)
    sax.onclosetag = () => this.#end()
    sax.ontext = (text) => this.#text(text, /\S/.test(text))
    sax.oncdata = (text) => this.#text(text, true)
    sax.ondoctype = sax.onsgmldeclaration = () => this.#refuse(noDeclarations)
    sax.onerror = ({ message }) => this.#refuse(message.split('\n', 1)[0] ?? message)
    sax.onend = () => {}
  }

  /** One that is not over yet: sax takes a time for it that grows with the square of its length. */
  refuseDeclaration(): void {
    if (this.#sax.sgmlDecl.length > longestMark) this.#refuse(noDeclarations)
  }

  root(): XmlElement {
    return this.#root ?? this.#refuse('the document has no element')
  }

  /** Takes the place of sax's own record of attributes, which loses `__proto__` and lets a name come twice. */
  #attributesSink(): object {
    const hasOwnProperty = (name: string): boolean =>
      this.#attributes !== undefined &&
      Object.hasOwn(this.#attributes, name) &&
      this.#refuse(`Attribute ${name} redefined`)
    return Object.create(null, { hasOwnProperty: { value: hasOwnProperty } }) as object
  }

  #start(name: string): void {
    if (this.#open.length >= deepest) this.#refuse(`elements are nested deeper than ${deepest}`)
    const element: Open = this.#attributes === undefined ? { name } : { name, attributes: this.#attributes }
    this.#attributes = undefined
    const parent = this.#open.at(-1)
    if (parent !== undefined) (parent.children ??= []).push(element)
    else if (this.#root === undefined) this.#root = element
    else this.#refuse('Extra content at the end of the document')
    this.#open.push(element)
    this.#mixed.push(false)
  }

  #text(text: string, mixed: boolean): void {
    const element = this.#open.at(-1)
    if (element === undefined) return
    const children = (element.children ??= [])
    const last = children.at(-1)
    if (typeof last === 'string') children[children.length - 1] = last + text
    else children.push(text)
    if (mixed) this.#mixed[this.#mixed.length - 1] = true
  }

  #end(): void {
    const element = this.#open.pop()
    if (this.#mixed.pop() === true || element?.children === undefined) return
    const elements = element.children.filter((node) => typeof node !== 'string')
    const [blank] = element.children
    if (elements.length > 0) element.children = elements
    else if (typeof blank === 'string' && blank.includes('\n')) delete element.children
  }

  #refuse(reason: string): never {
    throw this.#error(reason)
  }

  #error(reason: string): VirtError {
    return xmlError(`line ${this.#sax.line + 1}, column ${Math.max(this.#sax.column, 1)}: ${reason}`)
  }
}

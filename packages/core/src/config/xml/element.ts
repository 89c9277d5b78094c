/**
 * An XML element as plain data: what every codec reads and writes.
 *
 * Names keep their prefix (`qemu:commandline`), text is unescaped, children stand in the order of the document.
 * Comments and processing instructions are not kept.
 */
export interface XmlElement {
  readonly name: string
  /** Absent when there are none. Values are unescaped. */
  readonly attributes?: Readonly<Record<string, string>>
  /** Absent when there are none. Whitespace between elements is left out; text beside elements stays. */
  readonly children?: readonly XmlNode[]
}

export type XmlNode = XmlElement | string

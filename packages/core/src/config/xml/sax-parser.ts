interface SaxTag {
  readonly name: string
  attributes: object
}

/** The strict parser of `sax` that xml2js drives, with the events that are used here. */
export interface SaxParser {
  /** Whether `line` and `column` are counted. */
  trackPosition: boolean
  readonly line: number
  readonly column: number
  /** What was read of a declaration, `<!...`, that is not over yet. */
  readonly sgmlDecl: string
  onopentagstart?: (tag: SaxTag) => void
  onattribute?: (attribute: { readonly name: string; readonly value: string }) => void
  onopentag?: (tag: SaxTag) => void
  onclosetag?: (name: string) => void
  ontext?: (text: string) => void
  oncdata?: (text: string) => void
  ondoctype?: (text: string) => void
  onsgmldeclaration?: (text: string) => void
  onerror?: (error: Error) => void
  onend?: () => void
  write(text: string): SaxParser
  close(): SaxParser
}

/** The part of xml2js that reads; the package's own entry also loads its builder. */
declare module 'xml2js/lib/parser.js' {
  export interface SaxTag {
    readonly name: string
    attributes: object
  }

  /** A parser of the `sax` package, strict, with the events that are used here. */
  export interface SaxParser {
    /** Whether `line` and `column` are counted. */
    trackPosition: boolean
    readonly line: number
    readonly column: number
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

  export class Parser {
    constructor(options?: { readonly strict?: boolean })
    readonly saxParser: SaxParser
  }
}

import { createRequire } from 'node:module'
import { xmlError } from '../codec/errors.js'
import type { XmlElement } from './element.js'
import type { SaxParser } from './sax-parser.js'
import { TreeBuilder } from './tree.js'

const mostBytes = 10 * 1024 * 1024

/** How much sax reads before it is looked at. */
const piece = 1024

const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/

/**
 * Any XML document as plain data.
 *
 * Refused with XML_ERROR naming line and column: malformed text, a document type (and so every entity definition), more
 * than 10 MiB, nesting deeper than 1000.
 */
export function parseXml(xml: string): XmlElement {
  if (xml.length > mostBytes || Buffer.byteLength(xml) > mostBytes)
    throw xmlError(`line 1, column 1: the document is larger than ${mostBytes} bytes`)
  const text = xml.includes('\r') ? xml.replace(/\r\n?/g, '\n') : xml
  refuseControlCharacters(text)
  try {
    return build(text, false)
  } catch {
    return build(text, true)
  }
}

/** Counting lines takes a sixth of the time, so it is done for documents that have an error to place. */
function build(text: string, trackPosition: boolean): XmlElement {
  const saxParser = newParser()
  saxParser.trackPosition = trackPosition
  const tree = new TreeBuilder(saxParser)
  for (let at = 0; at < text.length; at += piece) {
    saxParser.write(text.slice(at, at + piece))
    tree.refuseDeclaration()
  }
  saxParser.close()
  return tree.root()
}

const require = createRequire(import.meta.url)

/** xml2js is loaded with the first document, and without its builder: a program that reads none starts a quarter sooner. */
function newParser(): SaxParser {
  const { Parser } = require('xml2js/lib/parser.js') as {
    Parser: new () => { readonly saxParser: SaxParser }
  }
  return new Parser().saxParser
}

function refuseControlCharacters(text: string): void {
  const at = text.search(forbidden)
  if (at < 0) return
  const before = text.slice(0, at).split('\n')
  throw xmlError(
    `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: character that XML cannot hold`,
  )
}

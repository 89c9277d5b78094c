// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- packages that compile this source need the types too
/// <reference path="./xml2js.d.ts" />
import { Parser } from 'xml2js/lib/parser.js'
import { xmlError } from '../codec/errors.js'
import type { XmlElement } from './element.js'
import { TreeBuilder } from './tree.js'

const mostBytes = 10 * 1024 * 1024

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
  const { saxParser } = new Parser()
  saxParser.trackPosition = trackPosition
  const tree = new TreeBuilder(saxParser)
  saxParser.write(text).close()
  return tree.root()
}

function refuseControlCharacters(text: string): void {
  const at = text.search(forbidden)
  if (at < 0) return
  const before = text.slice(0, at).split('\n')
  throw xmlError(
    `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: character that XML cannot hold`,
  )
}

import { texts } from '../corpus.mjs'

const sets = [
  'sexpr2xml',
  'sexpr2xml-0.2.3',
  'sexpr2xml-1.2.21',
  'xml2sexpr',
  'xml2sexpr-0.2.3',
  'xml2sexpr-1.2.21',
]

const continued = Buffer.from('\\\n')

/** Expressions, and the bodies of what real daemons answered. */
export function seeds() {
  const answers = texts(['xend-transcripts'], '.res').map(bodyOf)
  const found = [...texts(sets, '.sexpr').map(joined), ...answers].filter((text) => text.length > 0)
  return found.length > 0 ? found : [Buffer.from("(vm (name 'a')(memory 64)(image (linux (kernel '/k'))))")]
}

function bodyOf(answer) {
  const end = answer.indexOf('\r\n\r\n')
  return end < 0 ? answer : answer.subarray(end + 4)
}

function joined(text) {
  return Buffer.from(text.toString('latin1').replaceAll(continued.toString(), ''), 'latin1')
}

export const words = [
  ...['(', ')', '()', '((', '))', "'", '"', '\\', '#', '\n', ' ', ';', '<', '\x04', '\x00', '\xff'],
  ...["''", '\\x', '\\xff', '\\377', '\\n', "\\'", '(a ', "'\\", '123L', 'None', 'True', '1.5', '-1', '0x1f'],
]

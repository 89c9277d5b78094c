import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineSplitter } from '../../src/rpc/frames.js'

function* chunked(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  let from = 0
  for (const size of sizes) yield bytes.subarray(from, (from += size))
  yield bytes.subarray(from)
}

function split(chunks: Iterable<Buffer>, limit?: number): { lines: string[]; rest: string } {
  const splitter = new LineSplitter(limit)
  const lines: string[] = []
  for (const chunk of chunks) {
    splitter.push(chunk)
    for (let line = splitter.next(); line !== undefined; line = splitter.next()) lines.push(line)
  }
  return { lines, rest: splitter.rest().toString() }
}

test('lines come out as they went in, however the bytes are cut', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 }).map((each) => each.replaceAll('\n', ''))
  fc.assert(
    fc.property(fc.array(text), text, fc.array(fc.nat(20)), (lines, rest, sizes) => {
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join('') + rest)
      expect(split(chunked(bytes, sizes))).toEqual({ lines, rest })
    }),
  )
})

test('what follows the last line taken is the rest', () => {
  const splitter = new LineSplitter()
  splitter.push(Buffer.from('fir'))
  expect([splitter.next(), splitter.partial]).toEqual([undefined, true])
  splitter.push(Buffer.from('st\nraw\nbytes'))
  expect([splitter.next(), String(splitter.rest()), splitter.partial]).toEqual(['first', 'raw\nbytes', false])
})

test.each([
  ['in one piece', ['12345678\n']],
  ['in pieces', ['12', '345', '678\n']],
  ['without an end', ['12', '345', '678']],
])('a line over the limit is refused, %s', (_how, pieces) => {
  expect(() =>
    split(
      pieces.map((piece) => Buffer.from(piece)),
      7,
    ),
  ).toThrow('a message of more than 7 bytes')
  expect(split([Buffer.from('1234567\n1234567\n')], 7).lines).toHaveLength(2)
})

test('a long line in tiny pieces is whole', () => {
  const length = 400_000
  const pieces = [...Array.from({ length }, () => Buffer.from('x')), Buffer.from('\n')]
  expect(split(pieces).lines).toEqual(['x'.repeat(length)])
})

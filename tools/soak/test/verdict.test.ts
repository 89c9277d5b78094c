import { expect, test } from 'vitest'
import { rowsOf } from '../verdict.mjs'

const mebibyte = 1024 * 1024

/** What is called not flat when this is the heap of twenty samples. */
function verdict(heapAt: (round: number) => number, left = 0): string[] {
  const samples = Array.from({ length: 20 }, (_, round) => ({
    heap: heapAt(round) * mebibyte,
    rss: 50 * mebibyte,
  }))
  const rows = rowsOf({ name: 'daemon', samples }, 23, 23 + left)
  return rows.filter(({ flat }) => !flat).map(({ what }) => what)
}

test('what grows all the time is seen, however uneven its steps', () => {
  expect(verdict((round) => 10 + round / 2 + (round % 3))).toEqual(['heap'])
})

test('neither a warm-up nor a peak is growth', () => {
  expect(verdict((round) => (round < 5 ? 10 + round * 5 : 35))).toEqual([])
  expect(verdict((round) => (round === 19 ? 100 : 10))).toEqual([])
})

test('one descriptor is too many', () => {
  expect(verdict(() => 10, 1)).toEqual(['descriptors'])
})

import { VirtError } from '@virt/core'
import { describe, expect, it } from 'vitest'
import { formatCpuSet, parseCpuSet } from '../src/commands/shared/cpu-set.js'
import { splitList } from '../src/commands/shared/split-list.js'
import { parseInteger, parseScaled } from '../src/parser/numbers.js'

describe('sizes', () => {
  it.each([
    ['1', 1024n],
    ['1b', 1n],
    ['2bytes', 2n],
    ['3k', 3072n],
    ['3KiB', 3072n],
    ['3KB', 3000n],
    ['1m', 1_048_576n],
    ['2GB', 2_000_000_000n],
    ['0', 0n],
  ])('%s', (text, bytes) => expect(parseScaled(text, 'size', 1024)).toBe(bytes))

  it.each([
    ['abc', undefined],
    ['-1', undefined],
    ['1.5', "invalid argument: unknown suffix '.5'"],
    ['42WB', "invalid argument: unknown suffix 'WB'"],
    ['99999999999999999999', undefined],
    ['16EiB', 'numerical overflow: value too large: 16EiB'],
  ])('%s is refused', (text, reason) => {
    const error = caught(() => parseScaled(text, 'size', 1024))
    expect(error.message).toBe(
      `Scaled numeric value '${text}' for <size> option is malformed or out of range`,
    )
    expect(VirtError.is(error.cause) ? error.cause.message : undefined).toBe(reason)
  })
})

describe('integers', () => {
  it.each(['0', ' 7', '+3', '-2'])('%s', (text) => expect(parseInteger(text, 'n', -9, 9)).toBe(Number(text)))

  it.each(['', '10', '1x', '0x1', '1e1', '-10'])('%j is refused', (text) =>
    expect(caught(() => parseInteger(text, 'n', -9, 9)).message).toBe(
      `Numeric value '${text}' for <n> option is malformed or out of range`,
    ),
  )
})

describe('CPU sets', () => {
  it.each([
    ['0', [0]],
    ['0-3,^2', [0, 1, 3]],
    ['5,1-2', [1, 2, 5]],
  ])('%s', (text, cpus) => expect(parseCpuSet(text)).toEqual(cpus))

  it.each(['', 'a', '3-1', '1-', '0,^0', '1024', '0-99999999'])('%j is none', (text) =>
    expect(parseCpuSet(text)).toBeUndefined(),
  )

  it('are written in ranges', () => expect(formatCpuSet([0, 1, 2, 5, 7, 8])).toBe('0-2,5,7-8'))
})

it('lists with doubled commas', () => expect(splitList(',,,a,b,,c,')).toEqual([',', 'a', 'b,c', '']))

function caught(work: () => unknown): Error {
  try {
    work()
  } catch (thrown) {
    return thrown as Error
  }
  throw new Error('nothing was thrown')
}

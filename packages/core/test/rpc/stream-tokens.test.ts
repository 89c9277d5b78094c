import { PassThrough } from 'node:stream'
import { afterEach, expect, test, vi } from 'vitest'
import { StreamTokens } from '../../src/rpc/stream-tokens.js'

afterEach(() => vi.useRealTimers())

test('a stream that nobody fetches in ten seconds is closed', () => {
  vi.useFakeTimers()
  const tokens = new StreamTokens()
  const stream = new PassThrough()
  const token = tokens.issue(stream)
  vi.advanceTimersByTime(9_999)
  expect(stream.destroyed).toBe(false)
  vi.advanceTimersByTime(1)
  expect([stream.destroyed, tokens.claim(token)]).toEqual([true, undefined])
})

test('a stream that was fetched is left alone', () => {
  vi.useFakeTimers()
  const tokens = new StreamTokens()
  const stream = new PassThrough()
  expect(tokens.claim(tokens.issue(stream))).toBe(stream)
  vi.advanceTimersByTime(20_000)
  expect(stream.destroyed).toBe(false)
})

test.each(['', '__proto__', undefined, {}, 1])('%j is no token', (token) => {
  expect(new StreamTokens().claim(token)).toBeUndefined()
})

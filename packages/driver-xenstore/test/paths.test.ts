import { describe, expect, it } from 'vitest'
import { checkedPath, checkedWatchPath } from '../src/client/paths.js'

const outcome = (check: (path: string) => string, path: unknown): string => {
  try {
    return check(path as string)
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('store paths', () => {
  it.each(['/', '/a', 'a', '/a/b-c_d@e/0', `/${'a'.repeat(3071)}`, 'a'.repeat(2048)])(
    'takes %.20s',
    (path) => {
      expect(outcome(checkedPath, path)).toBe(path)
    },
  )

  it.each([
    ['empty', ''],
    ['a NUL', '/a\0b'],
    ['a space', '/a b'],
    ['no ASCII', '/ä'],
    ['an empty element', '/a//b'],
    ['a slash at the end', '/a/'],
    ['too long', `/${'a'.repeat(3072)}`],
    ['relative and too long', 'a'.repeat(2049)],
    ['an event', '@releaseDomain'],
    ['no string', 7],
  ])('refuses what is %s', (_, path) => {
    expect(outcome(checkedPath, path)).toBe('INVALID_ARG')
  })

  it('lets the two events be watched', () => {
    expect(outcome(checkedWatchPath, '@introduceDomain')).toBe('@introduceDomain')
    expect(outcome(checkedWatchPath, '@other')).toBe('INVALID_ARG')
  })
})

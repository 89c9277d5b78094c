import { describe, expect, it } from 'vitest'
import { parseUri } from '../../src/driver.js'
import { codeOf } from '../tiny-driver.js'

const parts = (text: string) => {
  const { query, text: _text, ...rest } = parseUri(text)
  return { ...JSON.parse(JSON.stringify(rest)), query: Object.fromEntries(query) }
}

describe('parseUri', () => {
  it.each([
    ['test:///default', { scheme: 'test', path: '/default', query: {} }],
    ['xen', { scheme: 'xen', path: '/', query: {} }],
    ['qemu:///embed?root=/tmp/a%20b', { scheme: 'qemu', path: '/embed', query: { root: '/tmp/a b' } }],
    [
      'QEMU+ssh://me@host:22/system',
      { scheme: 'qemu', transport: 'ssh', user: 'me', host: 'host', port: 22, path: '/system', query: {} },
    ],
    [
      'xen+http://[::1]:8000/',
      { scheme: 'xen', transport: 'http', host: '[::1]', port: 8000, path: '/', query: {} },
    ],
    ['test:///a%2Fb.xml', { scheme: 'test', path: '/a/b.xml', query: {} }],
  ])('%s', (text, expected) => expect(parts(text)).toEqual(expected))

  it.each(['', '://x', 'a b', 'qemu://host:99999/system', 'test:///%zz', 'test:///a%00b', '1x:///'])(
    'refuses %j',
    async (text) => expect(await codeOf(() => parseUri(text))).toBe('INVALID_ARG'),
  )

  it('refuses a megabyte as fast as it comes', async () => {
    const long = `test://${'%00'.repeat(350_000)}#`
    expect(await codeOf(() => parseUri(long))).toBe('INVALID_ARG')
  })
})

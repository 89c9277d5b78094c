import assert from 'node:assert/strict'

const words = [
  ...[
    'qemu',
    'xen',
    'test',
    '+ssh',
    '+unix',
    ':',
    '/',
    '//',
    '///',
    '@',
    '?',
    '#',
    '&',
    '=',
    '%',
    '%2f',
    '%00',
    '%zz',
  ],
  ...[
    '[::1]',
    '[',
    ']',
    ':0',
    ':65535',
    ':65536',
    'system',
    'session',
    'embed?root=',
    'default',
    '..',
    '\0',
    '\n',
    'é',
  ],
  ...['socket=/a', 'no_verify=1', 'user', 'host.example', '127.0.0.1', '\\', ' ', '+', '-', '.'],
]
const seeds = [
  ...[
    'test:///default',
    'qemu:///system',
    'qemu+ssh://root@example.com:22/system?socket=/run/a&no_tty=1',
    'xen',
  ],
  ...[
    'qemu:///embed?root=/a%20b',
    'test:///a/b.xml',
    'xen://[::1]:8000/',
    'proxy+unix:///?socket=%2Frun%2Fa',
  ],
]

/** Connection URIs: the parts of one that is taken are what they should be. */
export default {
  async load() {
    const { parseUri } = await import('../../../packages/core/dist/driver.js')
    return (input) => {
      const { scheme, path, port = 0, query } = parseUri(input.toString())
      assert.match(scheme, /^[a-z][a-z0-9.-]*$/)
      assert.doesNotMatch(path, /\0/)
      assert.ok(port >= 0 && port < 65536)
      assert.ok(query instanceof URLSearchParams)
    }
  },
  words,
  seeds: () => seeds.map((seed) => Buffer.from(seed)),
  arbitrary: (fc) =>
    fc
      .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary' })), { maxLength: 30 })
      .map((parts) => parts.join('')),
}

import { writeFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { sources } from '../sources.mjs'
import { scratch } from './scratch.mjs'

const domain = "<domain type='kvm'><name>a</name><memory>1</memory><os><type>hvm</type></os></domain>"
const facts = { state: 'running', compression: 'raw', domain }

/** The beginning of a saved image. */
export default {
  async load() {
    const { configOfImage } = await sources('qemud', 'migration/saved-image')
    const path = `${scratch('image')}/a.save`
    return async (input) => {
      writeFileSync(path, input)
      await configOfImage(path, {})
    }
  },
  words: [
    'VIRTSAVE',
    '\x01\0\0\0',
    '\xff\xff\xff\xff',
    '{"state":"running"',
    '"compression":"raw"',
    '"domain":"',
    '\0\0\0\0',
  ],
  seeds: () => [
    image(JSON.stringify(facts)),
    image(JSON.stringify({ ...facts, compression: 'gzip' }), { length: 0n }),
  ],
  arbitrary: (fc) =>
    fc
      .tuple(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc
            .record({
              state: fc.constantFrom('running', 'paused', 1),
              compression: fc.oneof(fc.string(), fc.constant('raw')),
              domain: fc.oneof(fc.string(), fc.constant(domain)),
            })
            .map((one) => JSON.stringify(one)),
        ),
        fc.record(
          {
            length: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
            offset: fc.nat(0xffffffff),
            size: fc.nat(0xffffffff),
          },
          { requiredKeys: [] },
        ),
      )
      .map((parts) => [...image(...parts)]),
}

function image(text, { length = 3n, offset, size } = {}) {
  const body = Buffer.from(text)
  const start = Math.ceil((32 + body.length) / 4096) * 4096
  const bytes = Buffer.alloc(start + 3)
  bytes.write('VIRTSAVE')
  bytes.writeUInt32LE(1, 8)
  bytes.writeUInt32LE(size ?? body.length, 12)
  bytes.writeBigUInt64LE(length, 16)
  bytes.writeUInt32LE(crc32(body), 24)
  bytes.writeUInt32LE(offset ?? start, 28)
  body.copy(bytes, 32)
  return bytes
}

import { writeFileSync } from 'node:fs'
import { sources } from '../sources.mjs'
import { scratch } from './scratch.mjs'

const formatExtension = 0xe2792aca

/** What the header of a disk image says of the images below it. */
export default {
  async load() {
    const { withChain } = await sources('qemud', 'blocks/find-chains')
    const directory = scratch('qcow2')
    writeFileSync(`${directory}/base.qcow2`, header({}))
    const file = `${directory}/disk.qcow2`
    const disk = {
      type: 'file',
      driver: { name: 'qemu', type: 'qcow2' },
      source: { file },
      target: { dev: 'vda' },
    }
    return async (input) => {
      writeFileSync(file, input)
      await withChain(disk)
    }
  },
  words: [
    'QFI\xfb',
    '\0\0\0\x03',
    '\0\0\0\x02',
    '\xff\xff\xff\xff',
    '\0\0\0\0',
    'qcow2',
    'base.qcow2',
    'file:',
    'nbd://a',
    'json:{}',
    '../',
    '\0',
  ],
  seeds: () => [
    header({}),
    header({ version: 2, name: 'base.qcow2' }),
    header({ name: 'base.qcow2', format: 'qcow2' }),
    header({ name: 'disk.qcow2', format: 'qcow2' }),
    header({ name: 'file:base.qcow2', format: 'raw' }),
    header({ name: 'json:{"driver":"nbd"}', format: 'raw' }),
  ],
  arbitrary: (fc) =>
    fc
      .record(
        {
          version: fc.oneof(fc.constantFrom(2, 3), fc.nat(0xffffffff)),
          name: fc.oneof(
            fc.constantFrom('base.qcow2', 'disk.qcow2', 'nbd://a', 'json:{}', 'file:base.qcow2'),
            fc.string(),
          ),
          format: fc.oneof(fc.constantFrom('raw', 'qcow2', 'vmdk'), fc.string()),
          offset: fc.oneof(
            fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
            fc.constantFrom(0n, 72n, 104n, 2n ** 53n),
          ),
          length: fc.oneof(fc.nat(1100), fc.nat(0xffffffff)),
          features: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
          extensions: fc.oneof(fc.nat(200), fc.nat(0xffffffff)),
          size: fc.nat(300),
        },
        { requiredKeys: [] },
      )
      .map(({ size, ...facts }) => [...header(facts).subarray(0, size)]),
}

function header({ version = 3, name = '', format = '', extensions = 104, features = 0n, ...rest }) {
  const [text, kind] = [Buffer.from(name), Buffer.from(format)]
  const first = version >= 3 ? 104 : 72
  const place = first + (format === '' ? 0 : 8 + Math.ceil(kind.length / 8) * 8) + 8
  const bytes = Buffer.alloc(place + text.length + 8)
  bytes.writeUInt32BE(0x514649fb, 0)
  bytes.writeUInt32BE(version, 4)
  bytes.writeBigUInt64BE(rest.offset ?? BigInt(text.length > 0 ? place : 0), 8)
  bytes.writeUInt32BE(rest.length ?? text.length, 16)
  if (version >= 3) {
    bytes.writeBigUInt64BE(features, 72)
    bytes.writeUInt32BE(extensions, 100)
  }
  if (format !== '') {
    bytes.writeUInt32BE(formatExtension, first)
    bytes.writeUInt32BE(kind.length, first + 4)
    kind.copy(bytes, first + 8)
  }
  text.copy(bytes, place)
  return bytes
}

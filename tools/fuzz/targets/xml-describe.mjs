import assert from 'node:assert/strict'
import { texts } from '../corpus.mjs'
import { words } from './xml.mjs'

const sets = ['genericxml2xml', 'qemuxml2xml', 'networkxml2xml', 'snapshotxml2xml', 'qemucaps']
const names = [
  ...[
    'domain',
    'network',
    'domainsnapshot',
    'name',
    'uuid',
    'memory',
    'currentMemory',
    'vcpu',
    'os',
    'type',
    'boot',
  ],
  ...[
    'features',
    'acpi',
    'hyperv',
    'cpu',
    'topology',
    'numa',
    'cell',
    'clock',
    'timer',
    'devices',
    'disk',
    'driver',
  ],
  ...[
    'source',
    'target',
    'address',
    'alias',
    'backingStore',
    'format',
    'auth',
    'secret',
    'encryption',
    'iotune',
  ],
  ...[
    'interface',
    'mac',
    'bandwidth',
    'inbound',
    'vlan',
    'tag',
    'controller',
    'serial',
    'console',
    'channel',
    'graphics',
  ],
  ...[
    'listen',
    'video',
    'model',
    'hostdev',
    'rng',
    'backend',
    'tpm',
    'memballoon',
    'metadata',
    'seclabel',
    'cputune',
  ],
  ...[
    'vcpupin',
    'numatune',
    'ip',
    'dhcp',
    'range',
    'host',
    'dns',
    'forward',
    'bridge',
    'snapshot',
    'disks',
    'parent',
  ],
]
const attributes = [
  'type',
  'name',
  'dev',
  'bus',
  'file',
  'unit',
  'mode',
  'value',
  'id',
  'address',
  'start',
  'end',
  'index',
]
const values = [
  ...[
    '',
    '0',
    '1',
    '-1',
    '64',
    '18446744073709551616',
    '1e3',
    '0x1f',
    'KiB',
    'on',
    'off',
    'yes',
    'no',
    'file',
    'block',
  ],
  ...[
    'network',
    'bridge',
    'pci',
    'virtio',
    'vda',
    'hda',
    'raw',
    'qcow2',
    'pty',
    'unix',
    'vnc',
    'spice',
    'kvm',
    'hvm',
  ],
  ...[
    '52:54:00:00:00:01',
    '192.168.0.1',
    '::1',
    '6695eb01-f6a4-8304-79aa-97f2502e193f',
    '../../a',
    'a\nb',
    '0-3,^1',
  ],
]

/** Descriptions of all kinds: what is read is written, read again, and the same. */
export default {
  async load() {
    const config = await import('../../../packages/core/dist/config.js')
    const kinds = [
      [/<domain[\s>]/, config.parseDomain, config.formatDomain],
      [/<network[\s>]/, config.parseNetwork, config.formatNetwork],
      [/<domainsnapshot[\s>]/, config.parseDomainSnapshot, config.formatDomainSnapshot],
    ]
    return (input) => {
      const text = input.toString()
      const [, parse, format] = kinds.find(([root]) => root.test(text)) ?? kinds[0]
      const described = parse(text)
      assert.deepEqual(parse(format(described)), described)
    }
  },
  words: [...words, ...names.flatMap((name) => [`<${name}>`, `</${name}>`]), ...values],
  seeds: () => [
    Buffer.from("<domain type='kvm'><name>a</name><memory>1</memory><os><type>hvm</type></os></domain>"),
    ...texts(sets, '.xml'),
  ],
  arbitrary(fc) {
    const attribute = fc
      .tuple(fc.constantFrom(...attributes), fc.constantFrom(...values))
      .map(([name, value]) => ` ${name}='${value}'`)
    const opening = fc
      .tuple(
        fc.constantFrom(...names),
        fc.uniqueArray(attribute, { maxLength: 3, selector: (one) => one.split('=')[0] }),
      )
      .map(([name, given]) => [name, given.join('')])
    const { item } = fc.letrec((tie) => ({
      item: fc.oneof(
        { maxDepth: 5 },
        fc
          .tuple(opening, fc.constantFrom(...values))
          .map(([[name, given], text]) => `<${name}${given}>${text}</${name}>`),
        fc
          .tuple(opening, fc.array(tie('item'), { maxLength: 5 }))
          .map(([[name, given], items]) => `<${name}${given}>${items.join('')}</${name}>`),
      ),
    }))
    const root = fc.constantFrom('domain', 'network', 'domainsnapshot')
    return fc
      .tuple(root, fc.array(item, { maxLength: 12 }))
      .map(
        ([name, items]) => `<${name} type='kvm'><name>d</name><memory>64</memory>${items.join('')}</${name}>`,
      )
  },
}

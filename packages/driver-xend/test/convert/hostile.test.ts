import { formatDomain } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deviceToSxp, domainFromSxp, domainToSxp } from '../../src/convert/index.js'
import { formatSxp, parseSxp, text, type Sxp } from '../../src/sxp/index.js'
import { devices, domain } from './fixtures.js'

/** The same texts each time; tools/fuzz makes new ones. */
const seed = 2007

const hostile = fc.string({ minLength: 1, unit: fc.constantFrom(...Array.from(`'"\\()#&<>;! \n\té￿a`)) })

test('No name reaches beyond its atom', () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const config = { ...domain('pv', ''), name, description: name }
      const again = parseSxp(domainToSxp(config, { configVersion: 4 }))
      expect([text(again, 'name'), text(again, 'description')]).toEqual([name, name])
    }),
    { seed },
  )
})

test('No path reaches beyond its atom', () => {
  fc.assert(
    fc.property(hostile, (file) => {
      const disk = { type: 'file', device: 'disk', source: { file }, target: { dev: 'xvda' } } as const
      const value = deviceToSxp({ disk }, { configVersion: 4, hvm: false })
      expect(parseSxp(formatSxp(value))).toEqual([
        'vbd',
        ['dev', 'xvda'],
        ['uname', `file:${file}`],
        ['mode', 'w'],
      ])
    }),
    { seed },
  )
})

const words = [
  '1',
  '0',
  'None',
  'True',
  '123L',
  '1.0',
  '',
  'vnc',
  'pty',
  'none',
  'tcp:',
  'udp:@',
  '0x1b',
  'all',
  'r',
  'hdc:cdrom',
]
const names = [
  'name',
  'memory',
  'vcpus',
  'vcpu_avail',
  'cpus',
  'uuid',
  'on_crash',
  'bootloader',
  'kernel',
  'loader',
  'boot',
  'serial',
  'parallel',
  'vnc',
  'vncdisplay',
  'soundhw',
  'hpet',
  'localtime',
  'rtc_timeoffset',
  'dev',
  'uname',
  'mode',
  'mac',
  'bridge',
  'rate',
  'ip',
  'domain',
  'bus',
  'slot',
  'func',
  'type',
]
const atom = fc.oneof(fc.constantFrom(...words), fc.string())
const item = fc.letrec<{ item: Sxp }>((tie) => ({
  item: fc.oneof(
    { maxDepth: 4 },
    fc.tuple(fc.constantFrom(...names), atom),
    fc.tuple(
      fc.constantFrom('image', 'hvm', 'linux', 'device', 'vbd', 'tap', 'vif', 'vfb', 'pci', 'dev', 'serial'),
      tie('item'),
    ),
    fc.array(fc.oneof(atom, tie('item')), { maxLength: 4 }),
  ),
})).item

test('Whatever an answer holds, it becomes a domain or a coded error', () => {
  const answer = fc.tuple(fc.array(item), fc.integer({ min: 1, max: 4 }))
  fc.assert(
    fc.property(answer, ([items, configVersion]) => {
      try {
        formatDomain(domainFromSxp(['domain', ['name', 'd'], ['memory', '1'], ...items], { configVersion }))
      } catch (error) {
        expect(VirtError.is(error) && error.code).toMatch(
          /^(PARSE_FAILED|CONFIG_UNSUPPORTED|XML_ERROR|INVALID_MAC)/,
        )
      }
    }),
    { seed, numRuns: 1000 },
  )
})

test.each<readonly [string, string]>([
  ['()', 'PARSE_FAILED'],
  ['pvtest', 'PARSE_FAILED'],
  ['(node (name x))', 'PARSE_FAILED'],
  ['(domain (memory 1))', 'PARSE_FAILED'],
  ['(domain (name x))', 'PARSE_FAILED'],
  ['(domain (name x)(memory 1)(device (vbd (mode w))))', 'PARSE_FAILED'],
  ['(domain (name x)(memory 1)(device (vbd (dev xvda)(uname nothing))))', 'CONFIG_UNSUPPORTED'],
  ['(domain (name x)(memory 1)(device (pci (dev (bus 0x1)))))', 'PARSE_FAILED'],
  ['(domain (name x)(memory 1)(image (hvm (serial com1:x))))', 'CONFIG_UNSUPPORTED'],
  ['(domain (name x)(memory 1)(image (hvm (soundhw tuba))))', 'XML_ERROR'],
  ['(domain (name x)(memory 1)(on_crash dance))', 'XML_ERROR'],
])('%s is refused', (expression, code) => {
  expect(() => domainFromSxp(expression, { configVersion: 4 })).toThrow(expect.objectContaining({ code }))
})

test.each([
  '<os><type>exe</type></os>',
  "<clock offset='timezone' timezone='Europe/Zurich'/>",
  "<clock offset='variable' adjustment='5'/>",
  devices("<disk type='network'><source protocol='rbd' name='a'/><target dev='xvda'/></disk>"),
  devices("<disk><source file='/a'/><target dev='xvda'/><transient/></disk>"),
  devices("<interface type='user'/>"),
  devices("<interface type='network'><source network='default'/></interface>"),
  devices("<graphics type='spice'/>"),
  devices(
    "<hostdev mode='subsystem' type='usb'><source><vendor id='1'/><product id='2'/></source></hostdev>",
  ),
  devices(
    "<hostdev mode='subsystem' type='pci' managed='yes'><source><address bus='1' slot='2'/></source></hostdev>",
  ),
])('%s cannot be said', (inside) => {
  expect(() => domainToSxp(domain('pv', inside), { configVersion: 4 })).toThrow(
    expect.objectContaining({ code: 'CONFIG_UNSUPPORTED' }),
  )
})

test.each([
  devices("<serial type='spicevmc'/>"),
  devices("<serial type='pty'><target port='4000000000'/></serial>"),
])('%s cannot be said of a fully virtualized guest', (inside) => {
  expect(() => domainToSxp(domain('hvm', inside), { configVersion: 4 })).toThrow(
    expect.objectContaining({ code: 'CONFIG_UNSUPPORTED' }),
  )
})

test('What needs the whole domain is not attached', () => {
  const floppy = { type: 'file', device: 'floppy', target: { dev: 'fda' } } as const
  const cdrom = { type: 'file', device: 'cdrom', target: { dev: 'hdc' } } as const
  const attach = (disk: typeof floppy | typeof cdrom, configVersion: number) => () =>
    deviceToSxp({ disk }, { configVersion, hvm: true })
  const refused = expect.objectContaining({ code: 'CONFIG_UNSUPPORTED' })
  expect(attach(floppy, 4)).toThrow(refused)
  expect(attach(cdrom, 1)).toThrow(refused)
  expect(attach(cdrom, 2)()).toEqual(['vbd', ['dev', 'hdc:cdrom'], ['mode', 'r']])
  expect(() => deviceToSxp({ sound: { model: 'sb16' } }, { configVersion: 4, hvm: true })).toThrow(refused)
})

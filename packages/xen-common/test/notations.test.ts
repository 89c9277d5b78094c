import type { ChardevBackend, ClockConfig, DiskConfig } from '@virt/core/config'
import { describe, expect, test } from 'vitest'
import {
  bandwidthFromRate,
  bandwidthToRate,
  bootsFromLetters,
  bootsToLetters,
  chardevFromText,
  chardevToText,
  clockFromXen,
  clockToXen,
  diskImageFromText,
  diskImageToText,
  displayFromSettings,
  displaySettings,
  featureSetting,
  featuresFromSettings,
  hasFeature,
  hostdevOfPci,
  inputFromUsbDevice,
  isOn,
  kibOf,
  mibOf,
  pciFromText,
  pciOfHostdev,
  pciToText,
  soundsFromText,
  soundsToText,
  usbDeviceOfInput,
  vcpusFromMask,
  vcpusToMask,
  wholeNumber,
} from '../src/index.js'

const unsupported = expect.objectContaining({ code: 'CONFIG_UNSUPPORTED', origin: 'XEN' }) as Error

test.each<readonly [string, ChardevBackend | undefined]>([
  ['none', undefined],
  ['null', { type: 'null' }],
  ['vc', { type: 'vc' }],
  ['stdio', { type: 'stdio' }],
  ['pty', { type: 'pty' }],
  ['/dev/ttyS0', { type: 'dev', sources: [{ path: '/dev/ttyS0' }] }],
  ['file:/a:b', { type: 'file', sources: [{ path: '/a:b' }] }],
  ['pipe:/p', { type: 'pipe', sources: [{ path: '/p' }] }],
  ['unix:/s', { type: 'unix', sources: [{ mode: 'connect', path: '/s' }] }],
  ['unix:/s,server,nowait', { type: 'unix', sources: [{ mode: 'bind', path: '/s' }] }],
  [
    'tcp:h:1',
    { type: 'tcp', sources: [{ mode: 'connect', host: 'h', service: '1' }], protocol: { type: 'raw' } },
  ],
  [
    'telnet:[::1]:1,server,nowait',
    { type: 'tcp', sources: [{ mode: 'bind', host: '[::1]', service: '1' }], protocol: { type: 'telnet' } },
  ],
  ['udp:h:1', { type: 'udp', sources: [{ mode: 'connect', host: 'h', service: '1' }] }],
  [
    'udp:h:1@:2',
    {
      type: 'udp',
      sources: [
        { mode: 'bind', service: '2' },
        { mode: 'connect', host: 'h', service: '1' },
      ],
    },
  ],
])('The line %s', (text, backend) => {
  expect(chardevFromText(text)).toEqual(backend)
  expect(chardevToText(backend)).toBe(text)
})

test('A line of a running domain has its terminal; others have no such thing', () => {
  expect(chardevFromText('pty', '/dev/pts/1')).toEqual({ type: 'pty', sources: [{ path: '/dev/pts/1' }] })
  expect(chardevFromText('null', '/dev/pts/1')).toEqual({ type: 'null' })
  expect(chardevFromText('')).toBeUndefined()
})

test.each(['spicevmc', 'dev', 'toString', 'constructor:x'])('No line is called %s', (text) => {
  expect(() => chardevFromText(text)).toThrow(unsupported)
})

test('A line of another hypervisor cannot be said', () => {
  expect(() => chardevToText({ type: 'spicevmc' })).toThrow(unsupported)
})

const target = { dev: 'xvda' }

test.each<readonly [string, Pick<DiskConfig, 'type' | 'driver' | 'source'>]>([
  ['phy:/dev/a', { type: 'block', driver: { name: 'phy' }, source: { dev: '/dev/a' } }],
  ['file:/a:b', { type: 'file', driver: { name: 'file' }, source: { file: '/a:b' } }],
  ['tap:aio:/a', { type: 'file', driver: { name: 'tap', type: 'raw' }, source: { file: '/a' } }],
  ['tap2:qcow2:/a', { type: 'file', driver: { name: 'tap2', type: 'qcow2' }, source: { file: '/a' } }],
])('The disk image %s', (text, image) => {
  expect(diskImageFromText(text)).toEqual(image)
  expect(diskImageToText({ ...image, device: 'disk', target })).toBe(text)
})

test('Disk images that are not written so', () => {
  expect(diskImageFromText('/a')).toEqual(diskImageFromText('file:/a'))
  expect(diskImageFromText('/dev/a')).toEqual(diskImageFromText('phy:/dev/a'))
  expect(diskImageFromText('file:')).toEqual({ type: 'file' })
  expect(() => diskImageFromText('a')).toThrow(unsupported)
})

test.each<readonly [Omit<DiskConfig, 'target'>, string | undefined]>([
  [{ type: 'file', device: 'disk', source: { file: '/a' } }, 'file:/a'],
  [{ type: 'block', device: 'disk', source: { dev: '/dev/a' } }, 'phy:/dev/a'],
  [{ type: 'block', device: 'disk', source: { dev: 'a' } }, 'phy:/dev/a'],
  [{ type: 'file', device: 'disk', driver: { name: 'tap' }, source: { file: '/a' } }, 'tap:aio:/a'],
  [{ type: 'file', device: 'cdrom' }, undefined],
])('%j', (disk, text) => {
  expect(diskImageToText({ ...disk, target })).toBe(text)
})

test('An image on the network cannot be said', () => {
  const disk: DiskConfig = { type: 'network', device: 'disk', source: { protocol: 'rbd', name: 'a' }, target }
  expect(() => diskImageToText(disk)).toThrow(unsupported)
})

test.each([
  ['10240KB/s', 10240],
  ['10MB/s', 10240],
  ['1GB/s@20ms', 1048576],
  ['10Mb/s@50us', 1280],
  ['2048B/s', 2],
  ['fast', undefined],
])('The rate %s', (rate, average) => {
  expect(bandwidthFromRate(rate)).toEqual(average && { outbound: { average } })
})

test('A rate is written in kilobytes', () => {
  expect(bandwidthToRate({ outbound: { average: 5 } })).toBe('5KB/s')
  expect(bandwidthToRate({ inbound: { average: 5 } })).toBeUndefined()
})

test('Boot letters', () => {
  expect(bootsFromLetters('cdn?a')).toEqual(['hd', 'cdrom', 'network', 'fd'])
  expect(bootsToLetters(['hd', 'cdrom', 'network', 'fd'])).toBe('cdna')
})

test.each<readonly [ClockConfig | undefined, boolean, string, number]>([
  [undefined, false, 'utc', 0],
  [{ offset: 'utc', adjustment: 'reset' }, false, 'utc', 0],
  [{ offset: 'localtime', adjustment: 'reset' }, false, 'localtime', 0],
  [{ offset: 'variable', adjustment: -5, basis: 'localtime' }, true, 'localtime', -5],
  [{ offset: 'variable', basis: 'utc' }, false, 'utc', 0],
])('The clock %j', (clock, variable, base, rtcTimeoffset) => {
  expect(clockToXen(clock, variable)).toEqual({ localtime: base === 'localtime', rtcTimeoffset })
})

test('What a clock is read as depends on whether the guest keeps it', () => {
  const xen = { localtime: true, rtcTimeoffset: 7 }
  expect(clockFromXen(xen, true)).toEqual({ offset: 'variable', adjustment: 7, basis: 'localtime' })
  expect(clockFromXen(xen, false)).toEqual({ offset: 'localtime', adjustment: 'reset' })
})

test('Features are the settings that are on', () => {
  const settings: Readonly<Record<string, boolean>> = { acpi: true, apic: false, hap: true }
  const features = featuresFromSettings((name) => settings[name])
  expect(features).toEqual({ acpi: true, hap: { state: true } })
  expect([hasFeature(features, 'hap'), hasFeature(features, 'pae')]).toEqual([true, false])
})

test('One of them can be off, too', () => {
  expect(featuresFromSettings((name) => (name === 'hap' ? false : undefined))).toEqual({
    hap: { state: false },
  })
  expect(featureSetting({ hap: { state: false } }, 'hap')).toBe(false)
  expect([featureSetting({ hap: {} }, 'hap'), featureSetting({}, 'hap')]).toEqual([true, undefined])
})

test('PCI places', () => {
  const place = { domain: 1, bus: 0xc, slot: 0x1b, function: 2 }
  expect(pciFromText('0001:0c:1b.2')).toEqual(place)
  expect(pciFromText('0c:1b.2')).toEqual({ ...place, domain: 0 })
  expect(pciFromText('0c:1b.8')).toBeUndefined()
  expect(pciToText(place)).toBe('0001:0c:1b.2')
  expect(pciOfHostdev(hostdevOfPci(place))).toEqual(place)
  expect(() => pciOfHostdev({ mode: 'subsystem', type: 'usb', source: {} })).toThrow(unsupported)
})

test('Sound cards and USB inputs', () => {
  expect(soundsFromText('all')).toEqual([{ model: 'sb16' }, { model: 'es1370' }])
  expect(soundsToText(soundsFromText('sb16,ac97'))).toBe('sb16,ac97')
  expect(inputFromUsbDevice('tablet')).toEqual({ type: 'tablet', bus: 'usb' })
  expect(inputFromUsbDevice('host:1:2')).toBeUndefined()
  expect(usbDeviceOfInput({ type: 'mouse', bus: 'ps2' })).toBeUndefined()
})

test('Memory is rounded up to MiB', () => {
  expect([mibOf(1025), kibOf(2)]).toEqual([2, 2048])
})

test.each([
  [8, '3', 2],
  [8, '255', undefined],
  [8, '511', undefined],
  [8, '0', undefined],
  [8, undefined, undefined],
  [128, String(2n ** 100n - 1n), 100],
  [8, '7L', 3],
  [8, ' 0x3 ', 2],
  [8, 'many', undefined],
])('Of %i vcpus, those in %s', (count, mask, current) => {
  expect(vcpusFromMask(count, mask)).toEqual({ count, placement: 'static', ...(current && { current }) })
})

test('The mask of vcpus', () => {
  expect(vcpusToMask({ count: 128, current: 100 })).toBe(String(2n ** 100n - 1n))
  expect(vcpusToMask({ count: 2 })).toBeUndefined()
})

test('Numbers as Python writes them', () => {
  expect(['12', '-5', '12L', '1.5', ' 7 ', '', 'None', '0x1', '9'.repeat(40)].map(wholeNumber)).toEqual([
    12,
    -5,
    12,
    1,
    7,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect(['1', 'True', '2', '0', 'False', '', undefined].map(isOn)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})

describe('Displays', () => {
  const read = (type: 'vnc' | 'sdl', settings: Readonly<Record<string, string>>, port?: number) =>
    displayFromSettings(type, (name) => settings[name], port)

  test('are settings', () => {
    const vnc = {
      type: 'vnc',
      port: 5907,
      autoport: false,
      listen: '::1',
      passwd: 'p',
      keymap: 'de',
    } as const
    expect(displaySettings(vnc)).toEqual([
      ['vncunused', '0'],
      ['vncdisplay', '7'],
      ['vnclisten', '::1'],
      ['vncpasswd', 'p'],
      ['keymap', 'de'],
    ])
    expect(read('vnc', Object.fromEntries(displaySettings(vnc)))).toEqual(vnc)
    const sdl = { type: 'sdl', display: ':1', xauth: '/x' } as const
    expect(read('sdl', Object.fromEntries(displaySettings(sdl)))).toEqual(sdl)
  })

  test('have a port of their own, or the one that is told', () => {
    expect(read('vnc', {})).toEqual({ type: 'vnc', port: -1, autoport: true })
    expect(read('vnc', { vncunused: '1', vncdisplay: '7' })).toEqual({
      type: 'vnc',
      port: 5907,
      autoport: true,
    })
    expect(read('vnc', { vncdisplay: '5907' })).toEqual({ type: 'vnc', port: 5907, autoport: false })
    expect(read('vnc', { vncunused: '1' }, 5950)).toEqual({ type: 'vnc', port: 5950, autoport: true })
    expect(displaySettings({ type: 'vnc', port: 5907, autoport: true })).toEqual([['vncunused', '1']])
    expect(displaySettings({ type: 'vnc', listens: [{ type: 'address', address: '::' }] })).toEqual([
      ['vncunused', '1'],
      ['vnclisten', '::'],
    ])
  })

  test('of other kinds cannot be said', () => {
    expect(() => displaySettings({ type: 'spice' })).toThrow(unsupported)
  })
})

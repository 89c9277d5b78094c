import { describe, expect, it } from 'vitest'
import {
  completeDomain,
  formatDomain,
  parseDevice,
  parseDomain,
  type DomainConfig,
} from '../../src/config.js'
import { VirtError } from '../../src/errors/virt-error.js'

const minimal = `<domain type='test'>
  <name>fv0</name>
  <memory>1024</memory>
  <os><type>hvm</type></os>
</domain>`

const completed: DomainConfig = {
  type: 'test',
  name: 'fv0',
  memory: 1024,
  currentMemory: 1024,
  vcpu: { count: 1, placement: 'static' },
  os: { type: { name: 'hvm', arch: 'i686' }, boots: ['hd'] },
  clock: { offset: 'utc' },
  onPoweroff: 'destroy',
  onReboot: 'restart',
  onCrash: 'destroy',
  devices: {},
}

function withinDomain(xml: string): string {
  return minimal.replace('</domain>', `${xml}</domain>`)
}

function codeOf(xml: string): string {
  try {
    parseDomain(xml)
    return 'accepted'
  } catch (error) {
    return VirtError.is(error) ? error.code : String(error)
  }
}

describe('parseDomain', () => {
  it("fills in libvirt's defaults", () => {
    expect(parseDomain(minimal)).toEqual(completed)
  })

  it('does so for a configuration made by hand', () => {
    const { type, name, memory, os } = completed
    expect(completeDomain({ type, name, memory, os: { type: { name: os.type.name } } })).toEqual(completed)
  })

  it.each([
    [`<memory unit='MiB'>2</memory>`, 2048],
    [`<memory unit='MB'>2</memory>`, 1954],
    [`<memory unit='b'>4097</memory>`, 5],
    [`<memory>  77</memory>`, 77],
  ])('reads %s as KiB', (xml, memory) => {
    expect(parseDomain(minimal.replace('<memory>1024</memory>', xml)).memory).toBe(memory)
  })

  it.each([
    ['no type', minimal.replace(` type='test'`, ''), 'XML_ERROR'],
    ['no name', minimal.replace('<name>fv0</name>', ''), 'NO_NAME'],
    ['an empty name', minimal.replace('fv0', ''), 'NO_NAME'],
    ['a name that is a path', minimal.replace('fv0', '../x'), 'XML_ERROR'],
    ['a malformed uuid', withinDomain('<uuid>c7a5fdbd</uuid>'), 'XML_ERROR'],
    ['no memory', minimal.replace('1024', '0'), 'XML_ERROR'],
    ['an unknown unit', minimal.replace('<memory>', `<memory unit='X'>`), 'INVALID_ARG'],
    ['too much memory', minimal.replace('1024', '9'.repeat(30)), 'OVERFLOW'],
    ['no operating system', minimal.replace('<type>hvm</type>', ''), 'XML_ERROR'],
    ['another root', '<network/>', 'XML_ERROR'],
    ['a number that is none', withinDomain('<vcpu>many</vcpu>'), 'XML_ERROR'],
    ['an unknown word', withinDomain(`<clock offset='mars'/>`), 'XML_ERROR'],
    [
      'a target twice',
      withinDomain(`<devices>${`<disk><target dev='vda'/></disk>`.repeat(2)}</devices>`),
      'XML_ERROR',
    ],
    [
      'two ways to order boot devices',
      withinDomain(`<devices><disk><target dev='vda'/><boot order='1'/></disk></devices>`).replace(
        '</type>',
        `</type><boot dev='hd'/>`,
      ),
      'CONFIG_UNSUPPORTED',
    ],
  ])('refuses %s', (_, xml, code) => {
    expect(codeOf(xml)).toBe(code)
  })

  it('knows the qemu namespace under any prefix', () => {
    const xml = `<domain type='test' xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'>
      <name>fv0</name><memory>1024</memory><os><type>hvm</type></os>
      <q:commandline><q:arg value='-S'/><q:env name='A' value='b'/><q:env name='C'/></q:commandline></domain>`
    const config = parseDomain(xml)
    const qemuCommandline = { args: ['-S'], env: [{ name: 'A', value: 'b' }, { name: 'C' }] }
    expect(config).toEqual({ ...completed, qemuCommandline })
    expect(formatDomain(config)).toContain(`xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'`)
    expect(parseDomain(formatDomain(config))).toEqual(config)
  })

  it('keeps what it does not know where it was', () => {
    const config = parseDomain(
      minimal
        .replace('<name>', `<name lang='en'>`)
        .replace('</domain>', `<devices new='1'><antenna><dish/></antenna></devices></domain>`),
    )
    expect(config.extra).toEqual({ inside: { name: { attributes: { lang: 'en' } } } })
    expect(config.devices).toEqual({
      extra: { attributes: { new: '1' }, elements: [{ name: 'antenna', children: [{ name: 'dish' }] }] },
    })
    expect(parseDomain(formatDomain(config))).toEqual(config)
  })

  it('takes an empty element for nothing, unless it says something unknown', () => {
    const config = parseDomain(withinDomain(`<features/><perf/><title lang='en'/>`))
    expect(config).toEqual({
      ...completed,
      extra: { elements: [{ name: 'title', attributes: { lang: 'en' } }] },
    })
    expect(parseDomain(formatDomain(config))).toEqual(config)
  })

  it("keeps metadata whole: one element per application's namespace", () => {
    const { metadata } = parseDomain(
      withinDomain(
        `<metadata><a:x xmlns:a='urn:a'>one <b>two</b></a:x><none/><c:y xmlns:c='urn:a'/></metadata>`,
      ),
    )
    expect(metadata).toEqual({
      name: 'metadata',
      children: [
        {
          name: 'a:x',
          attributes: { 'xmlns:a': 'urn:a' },
          children: ['one ', { name: 'b', children: ['two'] }],
        },
      ],
    })
  })
})

describe('devices that come in pairs', () => {
  it("makes a guest's first console its first serial port, and the reverse", () => {
    const both = {
      serials: [{ type: 'pty', target: { port: 0 } }],
      consoles: [{ type: 'pty', target: { type: 'serial', port: 0 } }],
    }
    expect(parseDomain(withinDomain(`<devices><console/></devices>`)).devices).toEqual(both)
    expect(parseDomain(withinDomain(`<devices><serial type='pty'/></devices>`)).devices).toEqual(both)
  })

  it('adds the controllers that disks sit on, and their addresses', () => {
    const disks = `<disk><target dev='hda'/></disk><disk device='cdrom'><target dev='sdb' bus='sata'/></disk>`
    const { devices } = parseDomain(withinDomain(`<devices>${disks}</devices>`))
    expect(devices?.disks?.map(({ address }) => address)).toEqual([
      { type: 'drive', controller: 0, bus: 0, target: 0, unit: 0 },
      { type: 'drive', controller: 0, bus: 0, target: 0, unit: 1 },
    ])
    expect(devices?.controllers).toEqual([
      { type: 'ide', index: 0 },
      { type: 'sata', index: 0 },
    ])
  })
})

it('An empty bootloader is one: the hypervisor chooses it', () => {
  const xml = "<domain type='xen'><name>pv0</name><memory>1024</memory><bootloader/></domain>"
  const config = parseDomain(xml)
  expect(config.bootloader).toBe('')
  expect(parseDomain(formatDomain(config))).toEqual(config)
})

describe('a domain of Xen', () => {
  const xen = minimal.replace("type='test'", "type='xen'")

  it("has a bridge of Xen's choice for a card that names none; others have not", () => {
    const card = "<interface type='bridge'/>"
    expect(
      parseDomain(xen.replace('</domain>', `<devices>${card}</devices></domain>`)).devices?.interfaces,
    ).toEqual([{ type: 'bridge' }])
    const refusal = "XML error: No <source> 'bridge' attribute specified with <interface type='bridge'/>"
    expect(() => parseDomain(withinDomain(`<devices>${card}</devices>`))).toThrow(refusal)
    expect(() => parseDevice(card)).toThrow(refusal)
  })

  it('has arguments for its emulator, under any prefix', () => {
    const uri = 'http://libvirt.org/schemas/domain/xen/1.0'
    const config = parseDomain(
      xen.replace(
        '</domain>',
        `<x:commandline xmlns:x='${uri}'><x:arg value='-debugcon'/></x:commandline></domain>`,
      ),
    )
    expect(config.xenCommandline).toEqual({ args: ['-debugcon'] })
    expect(formatDomain(config)).toContain("<xen:arg value='-debugcon'/>")
    expect(parseDomain(formatDomain(config))).toEqual(config)
  })
})

it('A place that is far beyond every controller is refused, not filled up to', () => {
  for (const disk of [
    "<target dev='hdfront'/>",
    "<target dev='sda'/><address type='drive' controller='4000000000'/>",
  ])
    expect(codeOf(withinDomain(`<devices><disk>${disk}</disk></devices>`))).toBe('CONFIG_UNSUPPORTED')
})

import { formatDomain, parseDomain, type DomainConfig } from '@virt/core/config'
import { describe, expect, it } from 'vitest'
import { domainFromXl, domainFromXm, domainToXl, domainToXm, xenXl, xenXm } from '../src/convert/index.js'

const hvm = 'name = "a"\nbuilder = "hvm"\n'
const pv = 'name = "a"\nkernel = "/k"\n'

function xl(text: string): DomainConfig {
  return domainFromXl(text)
}

function refused(call: () => unknown): unknown {
  try {
    return call()
  } catch (error) {
    return (error as { code: string; detail: string }).code + ': ' + (error as { detail: string }).detail
  }
}

describe('disks of xl', () => {
  const disks = (...specs: string[]): unknown =>
    xl(`${pv}disk = ${JSON.stringify(specs)}`).devices?.disks?.map(
      ({ type, device, driver, source, target, readonly }) => [
        target.dev,
        type,
        device,
        driver?.name,
        driver?.type,
        source?.file ?? source?.dev,
        readonly,
      ],
    )

  it('are said by position, by name, and in words of xm', () => {
    expect(
      disks(
        '/dev/a,,xvda,,backendtype=phy',
        '/b.qcow2,qcow2,xvdb,w',
        'vdev=xvdc,format=vhd,access=ro,target=/c,with=comma',
        '/d.iso,raw,hdc,r,cdrom',
        'phy:/dev/e,,xvde:disk,w',
        'devtype=cdrom,vdev=hdd',
      ),
    ).toEqual([
      ['xvda', 'block', 'disk', 'phy', 'raw', '/dev/a', undefined],
      ['xvdb', 'file', 'disk', 'qemu', 'qcow2', '/b.qcow2', undefined],
      ['xvdc', 'file', 'disk', 'qemu', 'vhd', '/c,with=comma', true],
      ['hdc', 'file', 'cdrom', 'qemu', 'raw', '/d.iso', true],
      ['xvde', 'block', 'disk', 'phy', 'raw', '/dev/e', undefined],
      ['hdd', 'file', 'cdrom', 'qemu', undefined, undefined, true],
    ])
  })
})

describe('what a file cannot say', () => {
  const xml = (inside: string): DomainConfig =>
    parseDomain(
      `<domain type='xen'><name>a</name><memory>1024</memory><os><type>hvm</type></os><devices>${inside}</devices></domain>`,
    )

  it('is refused', () => {
    const cards = "<interface type='network'><source network='n'/></interface>"
    const comma = "<disk><source file='/a,b'/><target dev='hda'/></disk>"
    const floppy = "<disk device='floppy'><source file='/a'/><target dev='fda'/></disk>"
    const directory = "<filesystem><source dir='/'/><target dir='t'/></filesystem>"
    expect([
      refused(() => domainToXl(xml(cards))),
      refused(() => domainToXm(xml(comma))),
      refused(() => domainToXl(xml(floppy))),
      refused(() => domainToXl(xml(directory))),
      refused(() => domainToXl({ ...xml(''), type: 'kvm' })),
    ]).toEqual([
      "CONFIG_UNSUPPORTED: unsupported interface type network: Xen's files name a bridge",
      "CONFIG_UNSUPPORTED: 'file:/a,b' cannot be written in a list of options",
      "CONFIG_UNSUPPORTED: xl has no disk device 'floppy'",
      'CONFIG_UNSUPPORTED: filesystems are not supported in files of xl',
      'CONFIG_UNSUPPORTED: unsupported domain type kvm',
    ])
  })

  it('cannot smuggle in options or keys', () => {
    const graphics = parseDomain(
      "<domain type='xen'><name>a</name><memory>1</memory><os><type>linux</type></os></domain>",
    )
    const vnc = { type: 'vnc', passwd: 'x,vnclisten=0.0.0.0' } as const
    const open = { ...graphics, devices: { graphics: [vnc] } }
    expect(refused(() => domainToXl(open))).toBe(
      "CONFIG_UNSUPPORTED: 'x,vnclisten=0.0.0.0' cannot be written in a list of options",
    )
    const tricky = { ...graphics, description: '"\nkernel = "/evil\\' }
    expect(domainFromXl(domainToXl(tricky)).description).toBe(tricky.description)
  })
})

describe('a value of another kind', () => {
  it('is named', () => {
    expect([
      refused(() => xl(`${pv}vcpus = [ 1 ]`)),
      refused(() => xl(`${pv}memory = "much"`)),
      refused(() => xl(`${pv}vif = [ [ "" ] ]`)),
      refused(() => domainFromXm(`${pv}pci = [ "x" ]`)),
      refused(() => xenXm.parse('import os')),
      refused(() => xenXl.parse('memory = 1')),
    ]).toEqual([
      'CONF_SYNTAX: config value vcpus was malformed',
      'CONF_SYNTAX: config value memory was malformed',
      'CONF_SYNTAX: config value vif was malformed',
      'CONF_SYNTAX: config value pci was malformed',
      'PARSE_FAILED: line 1, column 8: expecting an assignment',
      'NO_NAME: undefined',
    ])
  })
})

describe('a file that is changed', () => {
  const text = `${hvm}# keep
kernel = '/usr/lib/xen/boot/hvmloader' # not a kernel
memory = 0x40
cpus = "all"
disk = [
  '/a.img,raw,hda,w', 'phy:/dev/b,hdb,w',
]
extra_unknown = [ 1 ]`

  it('keeps what it says in other words, items of lists too', () => {
    const config = xl(text)
    const [, second] = config.devices?.disks ?? []
    const changed = {
      ...config,
      currentMemory: 32 * 1024,
      devices: { ...config.devices, disks: second ? [second] : [] },
    }
    expect(String(domainToXl(config, { into: text }))).toBe(text)
    expect(String(domainToXl(changed, { into: text }))).toBe(
      text
        .replace('memory = 0x40', 'memory = 32')
        .replace(/disk = \[[^]*?\n\]/, 'disk = [ "phy:/dev/b,hdb,w" ]')
        .concat('\nmaxmem = 64\n'),
    )
  })

  it('is overwritten key by key where it says what cannot be', () => {
    const into = `${hvm}vcpus = "many" # how many\nmine = 1\n`
    const config = xl(`${hvm}vcpus = 2`)
    const file = domainToXl(config, { into })
    expect([file.get('vcpus'), file.get('mine'), String(file).includes('# how many')]).toEqual([2, 1, true])
    expect(formatDomain(domainFromXl(file))).toBe(formatDomain(config))
  })
})

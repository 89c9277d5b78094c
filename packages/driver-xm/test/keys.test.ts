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
        'phy:/dev/f,xvdf,r',
        'tap:qcow2:/g,hde:cdrom,w',
        ' format=qed, /h , xvdh',
        'format=,vdev=xvdi,access=rw,target=',
      ),
    ).toEqual([
      ['xvda', 'block', 'disk', 'phy', 'raw', '/dev/a', undefined],
      ['xvdb', 'file', 'disk', 'qemu', 'qcow2', '/b.qcow2', undefined],
      ['xvdc', 'file', 'disk', 'qemu', 'vhd', '/c,with=comma', true],
      ['hdc', 'file', 'cdrom', 'qemu', 'raw', '/d.iso', true],
      ['xvde', 'block', 'disk', 'phy', 'raw', '/dev/e', undefined],
      ['hdd', 'file', 'cdrom', 'qemu', undefined, undefined, true],
      ['xvdf', 'block', 'disk', 'phy', 'raw', '/dev/f', true],
      ['hde', 'file', 'cdrom', 'qemu', 'qcow2', '/g', true],
      ['xvdh', 'file', 'disk', 'qemu', 'qed', '/h', undefined],
      ['xvdi', 'file', 'disk', 'qemu', undefined, undefined, undefined],
    ])
  })

  it('of an unknown format, or of more fields than there are, are refused', () => {
    const bad = ['/a,aio,xvda,w', '/a,raw,xvda,w,x']
    expect(bad.map((spec) => refused(() => disks(spec)))).toEqual(
      Array(2).fill('CONF_SYNTAX: config value disk was malformed'),
    )
  })
})

describe('keys of xl are read as xl means them, and written again', () => {
  it.each<readonly [kind: string, text: string, told: string]>([
    [pv, 'disk = [ "/a,raw,sda1,w" ]', "<target dev='sda1' bus='xen'/>"],
    [pv, 'maxvcpus = 4', "<vcpu placement='static' current='1'>4</vcpu>"],
    [pv, 'vif = [ "ip=10.0.0.1 fe80::1" ]', "<ip address='fe80::1' family='ipv6'/>"],
    [pv, 'usbctrl = [ "type=auto" ]', "<controller type='usb' index='0' model='qusb2' ports='8'/>"],
    [hvm, 'usbctrl = [ "type=devicemodel,version=3,ports=4" ]', "model='nec-xhci' ports='4'"],
    [hvm, 'pci = [ "00:1b.0,permissive=0,seize=1" ]', "managed='yes'"],
    [hvm, 'pci = [ "00:1b.0,permissive=0" ]', "writeFiltering='yes'"],
    [hvm, 'vnc = 1\nvncdisplay = 3', "autoport='yes'"],
    [hvm, 'firmware_override = "/f"', "<loader type='rom'>/f</loader>"],
  ])('%j %s', (kind, text, told) => {
    const config = xl(kind + text)
    expect(formatDomain(config)).toContain(told)
    expect(xl(String(domainToXl(config)))).toEqual(config)
  })

  it('keep their order', () => {
    const said = [
      'max_event_channels = 9\nmax_grant_frames = 8',
      'tsc_mode = "native"\nhpet = 0',
      'vnc = 0\nspice = 1\nspicedisable_ticketing = 1\nspiceagent_mouse = 0\nspice_clipboard_sharing = 1\nspicevdagent = 1',
      'vif = [ "script=vif-route,ip=10.0.0.1", "bridge=br0,ip=10.0.0.2,script=vif-bridge" ]',
    ]
    const file = String(domainToXl(xl(hvm + said.join('\n'))))
    for (const lines of said) expect(file).toContain(lines)
  })

  it('say what Open vSwitch needs', () => {
    const card = "<source bridge='b'/><vlan><tag id='42'/></vlan><virtualport type='openvswitch'/>"
    const xml = `<domain type='xen'><name>a</name><memory>1024</memory><os><type>linux</type></os><devices><interface type='bridge'>${card}</interface></devices></domain>`
    expect(domainToXl(parseDomain(xml)).get('vif')).toEqual([
      expect.stringMatching(/bridge=b\.42,script=vif-openvswitch$/),
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
    const image = "<disk><driver name='file' type='vmdk'/><source file='/a'/><target dev='hda'/></disk>"
    const timer = { ...xml(''), clock: { offset: 'utc', timers: [{ name: 'pit' }] } } as const
    const directory = "<filesystem><source dir='/'/><target dir='t'/></filesystem>"
    expect([
      refused(() => domainToXl(xml(cards))),
      refused(() => domainToXm(xml(comma))),
      refused(() => domainToXl(xml(floppy))),
      refused(() => domainToXl(xml(image))),
      refused(() => domainToXl(timer)),
      refused(() => domainToXl(xml(directory))),
      refused(() => domainToXl({ ...xml(''), type: 'kvm' })),
    ]).toEqual([
      "CONFIG_UNSUPPORTED: unsupported interface type network: Xen's files name a bridge",
      "CONFIG_UNSUPPORTED: 'file:/a,b' cannot be written in a list of options",
      "CONFIG_UNSUPPORTED: xl has no disk device 'floppy'",
      'CONFIG_UNSUPPORTED: xl has no disks of format vmdk',
      "CONFIG_UNSUPPORTED: unsupported timer type (name) 'pit'",
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
      refused(() => xl(`${pv}type = "container"`)),
      refused(() => domainFromXm(`${pv}pci = [ "x" ]`)),
      refused(() => xenXm.parse('import os')),
      refused(() => xenXl.parse('memory = 1')),
    ]).toEqual([
      'CONF_SYNTAX: config value vcpus was malformed',
      'CONF_SYNTAX: config value memory was malformed',
      'CONF_SYNTAX: config value vif was malformed',
      'CONFIG_UNSUPPORTED: type container is not supported',
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

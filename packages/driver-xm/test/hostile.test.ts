import { formatDomain, type DomainConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { domainFromXl, domainFromXm, domainToXl, domainToXm } from '../src/convert/index.js'
import { formatConfigFile, parseConfigFile, type ConfigFile, type ConfigValue } from '../src/file/index.js'

interface Notation {
  readonly from: (text: string | ConfigFile) => DomainConfig
  readonly to: (config: DomainConfig, options?: { into?: string | ConfigFile }) => ConfigFile
}

const notations: Readonly<Record<string, Notation>> = {
  xm: { from: domainFromXm, to: domainToXm },
  xl: { from: domainFromXl, to: domainToXl },
}

const number = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 5, max: 4096 }))
const path = fc.stringMatching(/^\/[ -~]{1,10}$/)
const hostileText = fc.string({
  unit: fc.oneof(fc.constantFrom(',', '=', ':', '"', "'", '\\', '\n', ' '), fc.string()),
})
const plain = fc.stringMatching(/^[a-z0-9.:_-]{1,8}$/)
const word = fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: hostileText })

function options(names: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<string> {
  return fc.record(names, { requiredKeys: [] }).map((each) =>
    Object.entries(each)
      .map(([name, value]) => `${name}=${String(value)}`)
      .join(','),
  )
}

const letter = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const dev = fc.tuple(fc.constantFrom('hd', 'xvd', 'sd', 'ioemu:hd'), letter).map((parts) => parts.join(''))
const access = fc.constantFrom('r', 'w', 'ro', 'rw', 'w!', '!')
const image = fc.oneof(
  fc
    .tuple(fc.constantFrom('phy:', 'file:', 'tap:aio:', 'tap2:qcow2:', ''), path)
    .map((parts) => parts.join('')),
  fc.constant(''),
)
const positional = fc
  .tuple(image, dev, fc.constantFrom('', ':cdrom', ':disk'), access)
  .map(([source, name, suffix, mode]) => `${source},${name}${suffix},${mode}`)
const named = fc
  .tuple(
    options({
      format: fc.constantFrom('raw', 'qcow2', 'qed', 'vhd', 'empty'),
      vdev: dev,
      access,
      backendtype: fc.constantFrom('phy', 'tap', 'qdisk'),
      devtype: fc.constant('cdrom'),
      backend: plain,
    }),
    fc.oneof(path, fc.constant('rbd:a/b@s:mon_host=c\\:1\\;[::1]\\:2:id=e:conf=/f'), fc.constant('')),
  )
  .map(([rest, target]) => `${rest},target=${target}`)
const byPlace = fc
  .tuple(path, fc.constantFrom('raw', 'qcow2', ''), dev, access)
  .map((fields) => fields.join(','))

const mac = fc.constantFrom('00:16:3e:00:00:01', '0:16:3E:0:0:2')
const vifs = options({
  mac,
  bridge: fc.constantFrom('br0', 'br0.1', 'br0:2:3', 'br0.1:2'),
  script: fc.constantFrom('vif-bridge', 'vif-openvswitch', 'vif-route'),
  ip: fc.constantFrom('10.0.0.1', '10.0.0.1 ::1'),
  model: plain,
  type: fc.constantFrom('ioemu', 'netfront', 'vif'),
  vifname: plain,
  rate: fc.constantFrom('1Mb/s', '10KB/s@20ms', 'fast'),
  mtu: number,
  backend: plain,
})
const line = fc.constantFrom(
  'pty',
  'none',
  'tcp:h:1,server,nowait',
  'telnet:h:1',
  'udp:h:1@i:2',
  'unix:/s',
  '/dev/ttyS0',
  'vc',
)

/** Of a list, or by itself. */
function some(item: fc.Arbitrary<ConfigValue>): fc.Arbitrary<ConfigValue> {
  return fc.oneof({ weight: 3, arbitrary: fc.array(item, { maxLength: 3 }) }, { weight: 1, arbitrary: item })
}

function each(
  arbitrary: fc.Arbitrary<ConfigValue>,
  ...keys: string[]
): Record<string, fc.Arbitrary<ConfigValue>> {
  const hostile = fc.oneof<fc.Arbitrary<ConfigValue>[]>(hostileText, number, fc.constant('constructor'))
  const value = fc.oneof({ weight: 40, arbitrary }, { weight: 1, arbitrary: hostile })
  return Object.fromEntries(keys.map((key) => [key, value]))
}

const flags = [
  'pae',
  'acpi',
  'apic',
  'hap',
  'viridian',
  'hpet',
  'e820_host',
  'localtime',
  'sdl',
  'vnc',
  'vncunused',
]
const moreFlags = [
  'pvh',
  'stdvga',
  'spice',
  'spiceagent_mouse',
  'spice_clipboard_sharing',
  'spicedisable_ticketing',
  'nestedhvm',
]
const numbers = [
  'maxmem',
  'memory',
  'vcpu_avail',
  'rtc_timeoffset',
  'vncdisplay',
  'videoram',
  'spiceport',
  'spicetls_port',
]
const texts = [
  'description',
  'kernel',
  'ramdisk',
  'cmdline',
  'extra',
  'root',
  'bootloader',
  'bootargs',
  'loader',
  'device_model',
]
const moreTexts = [
  'vncpasswd',
  'keymap',
  'spicepasswd',
  'acpi_firmware',
  'cdrom',
  'fda',
  'device_model_override',
  'bios_path_override',
]

const settings = fc.record(
  {
    name: fc.oneof({ weight: 9, arbitrary: plain }, { weight: 1, arbitrary: hostileText }),
    ...each(fc.uuid(), 'uuid'),
    ...each(fc.constantFrom(0, 1), ...flags, ...moreFlags),
    ...each(number, ...numbers, 'max_grant_frames', 'max_event_channels'),
    ...each(fc.integer({ min: 1, max: 8 }), 'vcpus', 'maxvcpus'),
    ...each(word, ...texts, ...moreTexts),
    ...each(some(fc.constantFrom('0-3', '1', '0,2-3', 'all', '^1')), 'cpus'),
    ...each(fc.constantFrom('default', 'native', 'always_emulate', 0, 3), 'tsc_mode'),
    ...each(fc.constantFrom('share_pt', 'disabled', 'enabled'), 'passthrough'),
    ...each(fc.constantFrom('destroy', 'restart', 'preserve'), 'on_poweroff', 'on_reboot', 'on_crash'),
    ...each(fc.constantFrom('127.0.0.1', '::1'), 'vnclisten', 'spicehost'),
    ...each(
      some(options({ type: fc.constantFrom('vnc', 'sdl'), vncdisplay: number, vncpasswd: plain })),
      'vfb',
    ),
    ...each(fc.constantFrom('stdvga', 'cirrus', 'qxl', 'none'), 'vga'),
    ...each(some(vifs), 'vif'),
    ...each(some(fc.constantFrom('00:1b.0', '0001:0c:1b.2,permissive=1', '00:02.0@3')), 'pci'),
    ...each(some(line), 'serial', 'parallel'),
    ...each(fc.constantFrom('sb16', 'sb16,es1370', 'all'), 'soundhw'),
    ...each(fc.constantFrom('hvm', 'linux'), 'builder'),
    ...each(fc.constantFrom('hvm', 'pv', 'pvh'), 'type'),
    ...each(fc.constantFrom('c', 'dc', 'cdn', 'x'), 'boot'),
    ...each(fc.constantFrom('ovmf', 'seabios'), 'bios'),
    ...each(fc.constantFrom('host', 'host,tm=0,pni=x,sse3=1', '1:ecx=x'), 'cpuid'),
    ...each(some(fc.oneof(positional, named, byPlace)), 'disk'),
    ...each(some(fc.constantFrom('tablet', 'mouse', 'host:1.2')), 'usbdevice'),
    ...each(
      some(options({ type: fc.constant('qusb'), version: fc.constantFrom(1, 2), ports: number })),
      'usbctrl',
    ),
    ...each(some(fc.constantFrom('hostbus=1,hostaddr=2', 'hostaddr=1,hostbus=9')), 'usbdev'),
    ...each(some(fc.constantFrom('connection=pty,name=a', 'connection=socket,path=/s,name=n')), 'channel'),
    ...each(fc.constant([['pnode=0', 'size=64', 'vcpus=0', 'vdistances=10']]), 'vnuma'),
    ...each(some(word), 'device_model_args'),
  },
  { requiredKeys: ['name'] },
)
const rare = fc.tuple(settings, fc.array(fc.nat(60), { maxLength: 60 })).map(([all, left]) => {
  const kept = Object.entries(all).filter(([key], at) => key === 'name' || !left.includes(at))
  return Object.fromEntries(kept)
})

/** What a call answers, where it may refuse with a code of its own. */
function answer<T>(call: () => T): T | undefined {
  try {
    return call()
  } catch (error) {
    if (VirtError.is(error) && error.code !== 'INTERNAL_ERROR') return undefined
    throw error
  }
}

describe.each(Object.keys(notations))('any file for %s', (name) => {
  const { from, to } = notations[name] as Notation

  it('is a domain that is written and read as it was, or refused with a code', () => {
    fc.assert(
      fc.property(rare, (wanted) => {
        const entries = Object.entries(wanted).map(([key, value]) => ({ key, value }))
        const file = parseConfigFile(formatConfigFile(entries))
        const config = answer(() => from(file))
        const written = config && answer(() => to(config))
        if (config === undefined || written === undefined) return
        expect(formatDomain(from(written.toString()))).toBe(formatDomain(config))
        expect(to(config, { into: file })).toBe(file)
      }),
      { seed: 2007, numRuns: 200 },
    )
  })
})

import { formatDomain, parseDomain } from '@virt/core/config'
import { seeds, words } from './sxp.mjs'

const lists = [
  'domain',
  'image',
  'hvm',
  'linux',
  'device',
  'vbd',
  'tap',
  'vif',
  'vfb',
  'pci',
  'dev',
  'serial',
  'cpus',
]
const names = [
  ...['name', 'memory', 'maxmem', 'vcpus', 'vcpu_avail', 'cpus', 'uuid', 'description', 'on_crash', 'domid'],
  ...[
    'bootloader',
    'kernel',
    'loader',
    'args',
    'boot',
    'fda',
    'cdrom',
    'acpi',
    'serial',
    'parallel',
    'soundhw',
  ],
  ...[
    'usbdevice',
    'hpet',
    'vnc',
    'vncunused',
    'vncdisplay',
    'vnclisten',
    'sdl',
    'localtime',
    'rtc_timeoffset',
  ],
  ...[
    'dev',
    'uname',
    'mode',
    'mac',
    'bridge',
    'script',
    'ip',
    'rate',
    'model',
    'type',
    'domain',
    'bus',
    'slot',
    'func',
  ],
]
const values = [
  ...[
    '0',
    '1',
    '-1',
    '64',
    '99999999999999999999',
    'None',
    'all',
    'pty',
    'none',
    'vnc',
    'sdl',
    'r',
    "'w!'",
    'hdc:cdrom',
  ],
  ...[
    'ioemu:hda',
    'xvda',
    'fda',
    'phy:/dev/a',
    'tap:aio:/a',
    'tcp:h:1,server',
    'udp:a:1@b:2',
    '0x1f',
    '1Gb/s',
    "''",
  ],
]

/** Domains: what is read is written, as an expression and as a document, and both are read again. */
export default {
  async load() {
    const { domainFromSxp, domainToSxp } = await import('../../../packages/driver-xend/dist/index.js')
    return (input) => {
      const configVersion = 1 + (input.length % 4)
      const config = domainFromSxp(input.toString(), { configVersion })
      parseDomain(formatDomain(config))
      domainFromSxp(domainToSxp(config, { configVersion }), { configVersion })
    }
  },
  words: [...words, ...names.map((name) => `(${name} `), ...lists.map((name) => `(${name} `), ...values],
  seeds,
  arbitrary(fc) {
    const { item } = fc.letrec((tie) => ({
      item: fc.oneof(
        { maxDepth: 4 },
        fc
          .tuple(fc.constantFrom(...names), fc.constantFrom(...values))
          .map(([name, value]) => `(${name} ${value})`),
        fc
          .tuple(fc.constantFrom(...lists), fc.array(tie('item'), { maxLength: 5 }))
          .map(([name, items]) => `(${name} ${items.join('')})`),
      ),
    }))
    return fc.array(item, { maxLength: 20 }).map((items) => `(domain (name d)(memory 64)${items.join('')})`)
  },
}

import { parseDomain, type DomainConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { corpus, peer } from '../../../../tools/peers.mjs'
import { buildCommand } from '../../src/command-line/build.js'
import { emulator } from './emulator-fixture.js'

interface Case {
  readonly case: string
  readonly xml: string
  readonly args?: string
  readonly caps?: string
  readonly expect: 'success' | 'fail' | 'parse-error'
}

const directory = `${corpus}/qemuxml2argv`
const context = { emulator, kvm: true, monitor: '/monitor', now: 0 }

/** Domains for which our devices are not libvirt's, and why. */
const different: Readonly<Record<string, string>> = {
  'console-virtio-unix': 'the bus is named even where there is only one',
  'cpu-host-model': 'devices of q35 sit on the root complex, not behind added ports',
  'disk-cache': 'USB ports and device defaults are left to QEMU; lsi has its full name',
  'disk-readonly-disk': '/dev/sr0 is a CD-ROM drive',
  'disk-sata-device': 'ahci has its full name',
  'disk-scsi-device-auto': 'lsi has its full name',
  'disk-scsi-disk-split': 'lsi has its full name',
  'disk-scsi-disk-vpd': 'lsi has its full name',
  'disk-usb-device': 'USB ports are left to QEMU',
  'disk-usb-device-removable': 'USB ports are left to QEMU',
  'parallel-parport-chardev': 'ports keep their number',
  'parallel-tcp-chardev': 'ports keep their number',
  'parallel-unix-chardev': 'ports keep their number',
  'pcie-root-port-nohotplug': 'PCI Express ports are placed one by one',
}

/** Added to every domain by libvirt: a USB controller, which we add when a device needs it. */
const alwaysThere = /usb-uhci|qemu-xhci/

function domain({ xml }: Case): DomainConfig | undefined {
  try {
    return parseDomain(readFileSync(`${directory}/${xml}`, 'utf8'))
  } catch (error) {
    if (VirtError.is(error)) return undefined
    throw error
  }
}

function command(config: DomainConfig): readonly string[] | undefined {
  try {
    return buildCommand(config, context).argv
  } catch (error) {
    if (VirtError.is(error)) return undefined
    throw error
  }
}

/** Devices and images of a command line as sorted text, without the numbers of nodes and the order of fields. */
function devices(argv: readonly string[]): readonly string[] {
  const values = argv.filter((_, index) => ['-device', '-blockdev'].includes(argv[index - 1] ?? ''))
  return values
    .filter((value) => value.startsWith('{') && !alwaysThere.test(value))
    .map((value) => Object.entries(JSON.parse(value.replaceAll(/libvirt-\d+-/g, '')) as object))
    .map((fields) => JSON.stringify(fields.sort()))
    .sort()
}

function expected(file: string): readonly string[] {
  const text = readFileSync(`${directory}/${file}`, 'utf8').replaceAll('\\\n', ' ')
  return [...text.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')
}

describe.skipIf(!peer('corpus'))("libvirt's own test domains", () => {
  const cases = peer('corpus')
    ? (JSON.parse(readFileSync(`${directory}/cases.json`, 'utf8')) as readonly Case[])
    : []

  test('give a command line or a coded error, never a crash', () => {
    const answers = cases.map((one) => {
      const config = domain(one)
      return config === undefined ? 'parse error' : command(config) ? 'built' : 'refused'
    })
    expect(answers.length).toBeGreaterThan(600)
    expect(answers.filter((answer) => answer === 'built').length).toBeGreaterThan(150)
  })

  const built = cases.flatMap((one) => {
    if (one.expect !== 'success' || !one.args?.includes('x86_64-latest')) return []
    const config = domain(one)
    const argv = config && command(config)
    return argv ? [[one.case, argv, expected(one.args)] as const] : []
  })

  test.each(built)('%s', (name, ours, theirs) => {
    if (name in different) expect(devices(ours), different[name]).not.toEqual(devices(theirs))
    else expect(devices(ours)).toEqual(devices(theirs))
  })

  test('those that differ from libvirt do so for a reason that still holds', () => {
    const names = built.map(([name]) => name)
    expect(Object.keys(different).filter((name) => !names.includes(name))).toEqual([])
  })
})

import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DomainConfig } from '@virt/core/config'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { buildCommand } from '../../src/command-line/build.js'
import type { Emulator } from '../../src/emulators/emulator.js'
import { Emulators } from '../../src/emulators/emulators.js'
import { paused } from '../support/paused.js'
import { emulator as fixture } from './emulator-fixture.js'

const directory = await mkdtemp(join(tmpdir(), 'virt-machines-'))
const base: DomainConfig = {
  type: 'qemu',
  name: 'machine',
  uuid: 'c7a5fdbd-edaf-9455-926a-d65c16db1809',
  memory: 64 * 1024,
  os: { type: { name: 'hvm', arch: 'x86_64', machine: 'pc' } },
  features: { acpi: true },
}
const nvdimm = join(directory, 'nvdimm, 1')
const table = join(directory, 'slic')
const cells = [
  { id: 0, cpus: '0-1', memory: 32 * 1024 },
  { id: 1, cpus: '2-3', memory: 32 * 1024 },
] as const

const cases: Record<string, Partial<DomainConfig>> = {
  'memory in memfd, shared, filled beforehand': {
    memoryBacking: {
      source: { type: 'memfd' },
      access: { mode: 'shared' },
      allocation: { mode: 'immediate', threads: 1 },
      nosharepages: true,
      locked: true,
    },
  },
  'memory in a file that is given back': {
    memoryBacking: { source: { type: 'file' }, access: { mode: 'shared' }, discard: true },
  },
  'memory of host node 0': { numatune: { memory: { mode: 'strict', nodeset: '0' } } },
  'sizes that are no whole mebibytes': { memory: 65000, currentMemory: 65000 },
  'NUMA cells, their distances and speed': {
    vcpu: { count: 4 },
    cpu: {
      numa: {
        cells: [
          {
            ...cells[0],
            memAccess: 'shared',
            distances: { siblings: [{ id: 1, value: 21 }] },
            caches: [
              {
                level: 1,
                associativity: 'direct',
                policy: 'writeback',
                size: { value: 10, unit: 'KiB' },
                line: { value: 8, unit: 'B' },
              },
            ],
          },
          cells[1],
        ],
        interconnects: {
          latencies: [
            { initiator: 0, target: 0, type: 'access', value: 5 },
            { initiator: 0, target: 0, cache: 1, type: 'access', value: 10 },
          ],
          bandwidths: [{ initiator: 0, target: 0, type: 'access', value: 204800 }],
        },
      },
    },
    numatune: { memnodes: [{ cellid: 0, mode: 'preferred', nodeset: '0' }] },
  },
  'modules of memory of every kind': {
    memory: 64 * 1024 + 4 * 128 * 1024,
    maxMemory: { size: 4 * 1024 * 1024, slots: 4 },
    cpu: { numa: { cells: [{ id: 0, cpus: '0', memory: 64 * 1024 }] } },
    devices: {
      memories: [
        { model: 'dimm', target: { size: 128 * 1024, node: 0 }, address: { type: 'dimm', slot: 2 } },
        { model: 'nvdimm', source: { path: nvdimm }, target: { size: 128 * 1024, node: 0 } },
        { model: 'virtio-pmem', access: 'shared', source: { path: nvdimm }, target: { size: 128 * 1024 } },
        {
          model: 'virtio-mem',
          target: { size: 128 * 1024, node: 0, block: 2048, requested: 64 * 1024 },
        },
      ],
    },
  },
  'I/O threads': {
    iothreads: 3,
    iothreadIds: [{ id: 2, threadPoolMin: 1, threadPoolMax: 8 }, { id: 5 }, { id: 1 }],
    defaultIothread: { threadPoolMin: 1, threadPoolMax: 4 },
  },
  'vcpus one by one': {
    vcpu: { count: 4, current: 2 },
    vcpus: [
      { id: 0, enabled: true, hotpluggable: false },
      { id: 1, enabled: false, hotpluggable: true },
      { id: 2, enabled: true, hotpluggable: true, order: 2 },
      { id: 3, enabled: false, hotpluggable: true },
    ],
  },
  'SMBIOS and firmware configuration': {
    sysinfo: [
      {
        type: 'smbios',
        bios: { entries: [{ name: 'vendor', value: 'A, B' }] },
        system: { entries: [{ name: 'product', value: 'P' }] },
        baseBoards: [{ entries: [{ name: 'serial', value: '1' }] }],
        chassis: { entries: [{ name: 'sku', value: 'S' }] },
        oemStrings: { entries: ['one', 'two, three'] },
      },
      { type: 'fwcfg', entries: [{ name: 'opt/com.example/x', value: 'y' }] },
    ],
    os: { ...base.os, smbios: { mode: 'sysinfo' } },
  },
  'an ACPI table': { os: { ...base.os, acpi: { tables: [{ type: 'slic', path: table }] } } },
  'a generation id': { genid: 'e9392370-2917-565e-692b-d057f46512d6' },
  'SMM memory and secure firmware': {
    os: { type: { name: 'hvm', machine: 'q35' } },
    features: { acpi: true, smm: { state: true, tseg: 48 * 1024 } },
  },
  "a CPU with features in libvirt's words": {
    cpu: {
      mode: 'maximum',
      features: [
        { name: 'lahf_lm', policy: 'require' },
        { name: 'pclmuldq', policy: 'require' },
        { name: 'cmt', policy: 'require' },
        { name: 'tsc_adjust', policy: 'disable' },
      ],
    },
  },
}

describe.skipIf(!peer('qemu'))('a real QEMU starts with', () => {
  let emulator: Emulator

  beforeAll(async () => {
    emulator = await new Emulators().find({ arch: 'x86_64' })
    await writeFile(nvdimm, '')
    await truncate(nvdimm, 128 * 1024 * 1024)
    await writeFile(table, slicTable())
  })
  afterAll(() => rm(directory, { recursive: true }))

  test.each(Object.entries(cases))('%s', async (_, changes) => {
    const status = await paused(
      directory,
      { ...base, ...changes },
      emulator,
      async ({ monitor, complaint }) => ({
        ...(await monitor.execute('query-status')),
        complaint,
      }),
    )
    expect(status).toMatchObject({ status: 'prelaunch', complaint: '' })
  })

  test('the vcpus that it was told to', async () => {
    const vcpus = await paused(
      directory,
      { ...base, ...cases['vcpus one by one'] },
      emulator,
      ({ monitor }) => monitor.execute('query-cpus-fast'),
    )
    expect(vcpus.map((vcpu) => vcpu['qom-path'])).toEqual([
      expect.stringContaining('/machine/unattached/'),
      '/machine/peripheral/vcpu2',
    ])
  })
})

/** The smallest table that QEMU takes: a header with its length. */
function slicTable(): Buffer {
  const header = Buffer.alloc(36)
  header.write('SLIC')
  header.writeUInt32LE(36, 4)
  return header
}

const refusals: readonly (readonly [detail: string, changes: Partial<DomainConfig>])[] = [
  [
    'At least one numa node has to be configured when enabling memory hotplug',
    { maxMemory: { size: 1 << 20, slots: 1 } },
  ],
  [
    "cannot use/hotplug a memory device when domain 'maxMemory' is not defined",
    { devices: { memories: [{ model: 'dimm', target: { size: 1024 } }] } },
  ],
  [
    'hugepages: node 4 not found',
    { memoryBacking: { hugepages: { pages: [{ size: 2048, nodeset: '4' }] } } },
  ],
  ["Domain 'machine' sysinfo are not available", { os: { ...base.os, smbios: { mode: 'sysinfo' } } }],
  [
    'SMM TSEG is only supported with q35 machine type',
    { features: { acpi: true, smm: { tseg: 16 * 1024 } } },
  ],
  [
    "The 'htm' feature is not supported for architecture 'x86_64' or machine type 'pc-i440fx-7.2'",
    { features: { acpi: true, htm: { state: true } } },
  ],
  [
    "Configuring the 'armvtimer' timer is not supported for virtType=qemu arch=x86_64 machine=pc-i440fx-7.2 guests",
    { clock: { offset: 'utc', timers: [{ name: 'armvtimer', tickpolicy: 'discard' }] } },
  ],
  [
    'unknown CPU feature: warp-drive',
    { cpu: { mode: 'maximum', features: [{ name: 'warp-drive', policy: 'require' }] } },
  ],
]

test.each(refusals)('refuses: %s', (detail, changes) => {
  const emulator = { ...fixture, cpuFeatures: new Set(['avx']) }
  expect(() =>
    buildCommand({ ...base, ...changes }, { emulator, kvm: false, monitor: '/m', now: 0 }),
  ).toThrow(`unsupported configuration: ${detail}`)
})

function overriding(alias: string, type: string, value: string): Partial<DomainConfig> {
  const property = { name: 'qemu:property', attributes: { name: 'x-version', type, value } }
  const frontend = { name: 'qemu:frontend', children: [property] }
  const device = { name: 'qemu:device', attributes: { alias }, children: [frontend] }
  return { extra: { elements: [{ name: 'qemu:override', children: [device] }] } }
}

test.each([
  ['unsigned', '7', 7],
  ['signed', '-7', -7],
  ['bool', 'true', true],
  ['string', '7', '7'],
] as const)('a property can be overridden, as %s', (type, text, value) => {
  const config = { ...base, ...overriding('balloon0', type, text) }
  const { argv } = buildCommand(config, { emulator: fixture, kvm: false, monitor: '/m' })
  const balloon = argv.find((word) => word.includes('"balloon0"')) ?? '{}'
  expect(JSON.parse(balloon)).toMatchObject({ driver: 'virtio-balloon-pci', 'x-version': value })
})

test.each([
  ['ua-none', 'unsigned', '7', "device 'ua-none' of <qemu:override> was not found in the domain"],
  ['balloon0', 'unsigned', '-7', "'-7' is not a number of <qemu:override>"],
  ['balloon0', 'float', '7', "property 'x-version' of <qemu:override> has the unknown type 'float'"],
])('an override of %s by %s %s is refused', (alias, type, value, detail) => {
  const config = { ...base, ...overriding(alias, type, value) }
  expect(() => buildCommand(config, { emulator: fixture, kvm: false, monitor: '/m' })).toThrow(detail)
})

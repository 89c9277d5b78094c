import type { DomainConfig } from '@virt/core/config'
import { describe, expect, test } from 'vitest'
import { checkHost } from '../../src/engine/check-host.js'
import { cpuVendor } from '../../src/host/cpu-vendor.js'

const plain: DomainConfig = { type: 'qemu', name: 'd', memory: 1024, os: { type: { name: 'hvm' } } }

test.each<readonly [detail: string, asks: Partial<DomainConfig>]>([
  ['Block I/O tuning is not available on this host', { blkiotune: { weight: 500 } }],
  ['Memory cgroup is not available on this host', { memtune: { hardLimit: 1024 } }],
  ['CPU tuning is not available on this host', { cputune: { shares: 2048 } }],
  [
    'setting the scheduler of threads is not available on this host',
    { cputune: { vcpuScheds: [{ vcpus: '0', scheduler: 'fifo', priority: 1 }] } },
  ],
  ['Resource control is not supported on this host', { cputune: { cacheTunes: [{ vcpus: '0' }] } }],
  ['numad is not available on this host', { vcpu: { count: 1, placement: 'auto' } }],
  [
    "NUMA memory mode 'restrictive' is not available on this host: it needs cgroups",
    { numatune: { memory: { mode: 'restrictive', nodeset: '0' } } },
  ],
  ['Resource partitions are not available on this host', { resource: { partition: '/other' } }],
  ['perf events are not available on this host', { perf: [{ name: 'cmt', enabled: true }] }],
  [
    'Unable to find security driver for model selinux',
    { seclabels: [{ type: 'dynamic', model: 'selinux', relabel: true }] },
  ],
  [
    'Unable to find security driver for model dac',
    {
      devices: {
        disks: [
          {
            type: 'file',
            device: 'disk',
            target: { dev: 'vda' },
            backingStore: { source: { seclabels: [{ model: 'dac', label: 'a:b' }] } },
          },
        ],
      },
    },
  ],
])('a start is refused: %s', (detail, asks) => {
  expect(() => checkHost({ ...plain, ...asks })).toThrow(
    expect.objectContaining({ code: 'CONFIG_UNSUPPORTED', detail }),
  )
})

test('what says nothing, or nothing of this host, passes', () => {
  checkHost({
    ...plain,
    blkiotune: {},
    cputune: { vcpuPins: [{ vcpu: 0, cpuset: '0' }] },
    vcpu: { count: 1, placement: 'static' },
    numatune: { memory: { mode: 'strict', nodeset: '0' } },
    resource: { partition: '/machine' },
    perf: [{ name: 'cmt', enabled: false }],
    seclabels: [{ type: 'none', model: 'selinux' }, { type: 'dynamic' }],
    devices: { serials: [{ type: 'pty', sources: [{ seclabels: [{ model: 'dac', relabel: false }] }] }] },
  })
})

describe('processors of one maker', () => {
  const cpu = { model: { name: 'EPYC' }, vendor: 'AMD' } as const
  const start = (type: 'kvm' | 'qemu', vendor?: string) => (): void =>
    checkHost({ ...plain, type, cpu }, () => vendor)

  test('are had on a host that has them, or does not tell, and in emulation anywhere', () => {
    start('kvm', 'AMD')()
    start('kvm')()
    start('qemu', 'Intel')()
  })

  test('are not on another', () => {
    expect(start('kvm', 'Intel')).toThrow(
      expect.objectContaining({
        code: 'CONFIG_UNSUPPORTED',
        detail:
          'the CPU is incompatible with host CPU: host CPU vendor does not match required CPU vendor AMD',
      }),
    )
  })

  test.each([
    ['processor\t: 0\nvendor_id\t: AuthenticAMD\n', 'AMD'],
    ['vendor_id\t: GenuineIntel\n', 'Intel'],
    ['vendor_id\t: CentaurHauls\n', 'CentaurHauls'],
    ['CPU implementer\t: 0x41\n', undefined],
  ])('are known by %j', (cpuinfo, maker) => expect(cpuVendor(cpuinfo)).toBe(maker))
})

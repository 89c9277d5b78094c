import type { CpuTune, DomainConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { checkLabels } from './check-labels.js'
import { cpuVendor } from '../host/cpu-vendor.js'

/**
 * Refuse to start what needs a service of the host that this driver does not use: cgroups, resctrl, numad, perf, security
 * modules. The definition itself is kept, as libvirt keeps it, for a host that has them.
 *
 * @throws CONFIG_UNSUPPORTED in libvirt's words for a host without it, and for one with processors of another maker than it needs
 */
export function checkHost(config: DomainConfig, vendor: () => string | undefined = cpuVendor): void {
  checkVendor(config, vendor)
  for (const [asks, detail] of demands)
    if (asks(config)) throw new VirtError('CONFIG_UNSUPPORTED', detail, { origin: 'QEMU' })
  checkLabels(config)
}

type Demand = readonly [asks: (config: DomainConfig) => boolean, detail: string]

const bandwidths: readonly (keyof CpuTune)[] = [
  'shares',
  'period',
  'quota',
  'globalPeriod',
  'globalQuota',
  'emulatorPeriod',
  'emulatorQuota',
  'iothreadPeriod',
  'iothreadQuota',
]
const schedulers: readonly (keyof CpuTune)[] = ['emulatorSched', 'vcpuScheds', 'iothreadScheds']
const resctrl: readonly (keyof CpuTune)[] = ['cacheTunes', 'memoryTunes']

const demands: readonly Demand[] = [
  [({ blkiotune }) => says(blkiotune), 'Block I/O tuning is not available on this host'],
  [({ memtune }) => says(memtune), 'Memory cgroup is not available on this host'],
  [tunes(bandwidths), 'CPU tuning is not available on this host'],
  [tunes(schedulers), 'setting the scheduler of threads is not available on this host'],
  [tunes(resctrl), 'Resource control is not supported on this host'],
  [isPlacedByHost, 'numad is not available on this host'],
  [isRestricted, "NUMA memory mode 'restrictive' is not available on this host: it needs cgroups"],
  [
    ({ resource }) => (resource?.partition ?? '/machine') !== '/machine',
    'Resource partitions are not available on this host',
  ],
  [({ perf }) => perf?.some(({ enabled }) => enabled) ?? false, 'perf events are not available on this host'],
]

/** Emulated processors are anybody's. */
function checkVendor({ type, cpu }: DomainConfig, vendor: () => string | undefined): void {
  const wanted = cpu?.vendor
  if (type !== 'kvm' || wanted === undefined || (vendor() ?? wanted) === wanted) return
  const detail = `the CPU is incompatible with host CPU: host CPU vendor does not match required CPU vendor ${wanted}`
  throw new VirtError('CONFIG_UNSUPPORTED', detail, { origin: 'QEMU' })
}

function says(element: object | undefined): boolean {
  return Object.values(element ?? {}).some((value) => value !== undefined)
}

function tunes(fields: readonly (keyof CpuTune)[]): Demand[0] {
  return ({ cputune }) => fields.some((field) => cputune?.[field] !== undefined)
}

function isPlacedByHost({ vcpu, numatune }: DomainConfig): boolean {
  return vcpu?.placement === 'auto' || numatune?.memory?.placement === 'auto'
}

function isRestricted({ numatune }: DomainConfig): boolean {
  return [numatune?.memory, ...(numatune?.memnodes ?? [])].some((node) => node?.mode === 'restrictive')
}

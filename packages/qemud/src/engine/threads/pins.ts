import type { CpuTune, DomainConfig } from '@virt/core/config'
import { onlineCpus, parseCpuList } from '../../host/cpu-list.js'

/** The host CPUs that a definition gives its vcpus, or all. */
export function usualCpus({ vcpu }: DomainConfig): number[] {
  return vcpu?.cpuset === undefined ? onlineCpus() : parseCpuList(vcpu.cpuset)
}

/** The host CPUs that a definition gives to QEMU's own threads. */
export function emulatorCpus(config: DomainConfig): number[] {
  const pin = config.cputune?.emulatorPin?.cpuset
  return pin === undefined ? usualCpus(config) : parseCpuList(pin)
}

/** The host CPUs that a definition gives to one I/O thread. */
export function ioThreadCpus(config: DomainConfig, number: number): number[] {
  const pin = config.cputune?.iothreadPins?.find(({ iothread }) => iothread === number)?.cpuset
  return pin === undefined ? usualCpus(config) : parseCpuList(pin)
}

export function withVcpuPin(config: DomainConfig, vcpu: number, cpuset: string): DomainConfig {
  const others = config.cputune?.vcpuPins?.filter((pin) => pin.vcpu !== vcpu) ?? []
  return withTune(config, { vcpuPins: [...others, { vcpu, cpuset }].sort((a, b) => a.vcpu - b.vcpu) })
}

export function withEmulatorPin(config: DomainConfig, cpuset: string): DomainConfig {
  return withTune(config, { emulatorPin: { cpuset } })
}

function withTune(config: DomainConfig, change: Partial<CpuTune>): DomainConfig {
  return { ...config, cputune: { ...config.cputune, ...change } }
}

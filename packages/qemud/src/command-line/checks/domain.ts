import type { DomainConfig, SystemInfo } from '@virt/core/config'
import { isX86, type Plan } from '../plan.js'
import { refuse, type Rule } from './rule.js'

/** Refuse what of a whole domain QEMU has no way to do, or nothing to do it with. */
export function checkDomain(plan: Plan): void {
  const { config } = plan
  refuse([
    ...lifecycleRules(config),
    ...(config.sysinfo ?? []).flatMap(firmwareEntryRules),
    ...serialOutputRules(plan),
    [config.memtune?.minGuarantee, "Parameter 'min_guarantee' not supported by QEMU."],
    ...pageRules(config),
  ])
}

function lifecycleRules({ onPoweroff, onReboot, onCrash }: DomainConfig): readonly Rule[] {
  return [
    [
      [onPoweroff, onReboot, onCrash].includes('rename-restart'),
      "qemu driver doesn't support the 'rename-restart' action for 'on_reboot'/'on_poweroff'/'on_crash'",
    ],
    [
      onPoweroff === 'restart' && onReboot === 'destroy',
      "qemu driver doesn't support 'onReboot' set to 'destroy and 'onPoweroff' set to 'reboot'",
    ],
  ]
}

function firmwareEntryRules({ type, entries = [] }: SystemInfo): readonly Rule[] {
  if (type !== 'fwcfg') return []
  return entries.flatMap(({ name, value, file }): readonly Rule[] => [
    [
      (value === undefined) === (file === undefined),
      "firmware entry must have either value or 'file' attribute",
      'XML_ERROR',
    ],
    [!name.startsWith('opt/'), 'Invalid firmware name'],
    [/^opt\/(ovmf|org\.qemu)\//.test(name), 'That firmware name is reserved'],
  ])
}

function serialOutputRules(plan: Plan): readonly Rule[] {
  const { os, devices } = plan.config
  if (!os.bios?.useserial) return []
  return [
    [!isX86(plan), 'BIOS serial console only supported on x86 architectures'],
    [!devices?.serials?.length, 'need at least one serial port to use BIOS serial output', 'XML_ERROR'],
  ]
}

function pageRules({ memoryBacking = {} }: DomainConfig): readonly Rule[] {
  const { hugepages, allocation, source } = memoryBacking
  if (hugepages === undefined) return []
  return [
    [allocation?.mode === 'ondemand', 'hugepages are not allowed with memory allocation ondemand'],
    [source?.type === 'anonymous', 'hugepages are not allowed with anonymous memory source'],
  ]
}

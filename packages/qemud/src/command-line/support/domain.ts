import type { DomainConfig } from '@virt/core/config'
import { devices } from './devices.js'
import { features } from './features.js'
import { clock, os } from './machine.js'
import { cpu, vcpu } from './processors.js'
import type { Support } from './support.js'

/** The support matrix of the QEMU driver: every word of a domain description that it honours. */
export const support: Support<DomainConfig> = {
  type: ['qemu', 'kvm'],
  id: 'ignored',
  name: true,
  uuid: true,
  title: 'ignored',
  description: 'ignored',
  metadata: 'ignored',
  memory: true,
  currentMemory: true,
  dumpCore: true,
  vcpu,
  resource: { partition: ['/machine'] },
  os,
  features,
  cpu,
  clock,
  onPoweroff: true,
  onReboot: true,
  onCrash: true,
  pm: true,
  devices,
  seclabels: { type: ['none'], model: 'ignored' },
  qemuCommandline: true,
}

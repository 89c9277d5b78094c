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
  genid: true,
  maxMemory: true,
  memoryBacking: {
    hugepages: true,
    nosharepages: true,
    locked: true,
    source: true,
    access: true,
    allocation: true,
    discard: true,
  },
  memtune: true,
  blkiotune: true,
  cputune: true,
  numatune: true,
  iothreads: true,
  iothreadIds: true,
  defaultIothread: true,
  perf: true,
  sysinfo: true,
  vcpu,
  vcpus: true,
  resource: { partition: true },
  os,
  features,
  cpu,
  clock,
  idmap: 'ignored',
  onPoweroff: true,
  onReboot: true,
  onCrash: true,
  pm: true,
  devices,
  seclabels: true,
  keywrap: true,
  qemuCommandline: true,
}

import type { DomainConfig } from '@virt/core/config'
import type { Support } from './support.js'

/** `<os>`. */
export const os: Support<DomainConfig['os']> = {
  firmware: true,
  firmwareFeatures: true,
  type: { name: ['hvm'], arch: true, machine: true },
  loader: { path: true, readonly: true, stateless: true, secure: true, type: ['rom', 'pflash'] },
  nvram: { template: true, path: true, type: ['file'], source: { file: true } },
  kernel: true,
  initrd: true,
  cmdline: true,
  dtb: true,
  boots: true,
  bootmenu: true,
  smbios: true,
  acpi: true,
  bios: true,
}

/** `<clock>`. */
export const clock: Support<DomainConfig['clock']> = {
  offset: true,
  adjustment: true,
  basis: true,
  timezone: true,
  start: true,
  timers: {
    name: ['pit', 'rtc', 'hpet', 'tsc', 'kvmclock', 'hypervclock', 'armvtimer'],
    present: true,
    tickpolicy: true,
    frequency: true,
    track: ['guest', 'wall', 'realtime'],
  },
}

import type { HostdevConfig, RedirdevConfig, RedirfilterConfig } from '@virt/core/config'
import { chardevTypes, backendWords } from './chardevs.js'
import type { Support } from './support.js'
import { device } from './words.js'

/** `<hostdev>`. */
export const hostdevs: Support<HostdevConfig> = {
  ...device,
  mode: ['subsystem'],
  type: ['usb', 'pci', 'scsi', 'scsi_host', 'mdev'],
  managed: true,
  sgio: ['filtered'],
  rawio: [false],
  model: true,
  display: true,
  ramfb: true,
  source: {
    startupPolicy: true,
    guestReset: true,
    protocol: true,
    name: true,
    wwpn: true,
    vendor: true,
    product: true,
    adapter: true,
    address: true,
    hosts: { name: true, port: true },
    auth: { username: true, secret: { type: true, uuid: true, usage: true } },
    initiator: true,
  },
  driver: { name: ['vfio'] },
  teaming: true,
  readonly: true,
  shareable: true,
  boot: { order: true },
  rom: { bar: true, file: true, enabled: true },
}

/** `<redirdev>`. */
export const redirdevs: Support<RedirdevConfig> = {
  ...device,
  ...backendWords,
  type: [...chardevTypes, 'spicevmc'],
  bus: true,
  boot: { order: true },
}

/** `<redirfilter>`. */
export const redirfilter: Support<RedirfilterConfig> = { rules: true }

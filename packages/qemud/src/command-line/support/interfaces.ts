import type { InterfaceConfig } from '@virt/core/config'
import type { Support } from './support.js'
import { device, virtioDriver } from './words.js'

/** `<interface>`. */
export const interfaces: Support<InterfaceConfig> = {
  ...device,
  type: ['user', 'mcast', 'udp', 'client', 'server'],
  mac: { address: true, type: 'ignored', check: 'ignored' },
  source: { address: true, port: true, local: true },
  ips: { address: true, family: true, prefix: true },
  model: true,
  driver: { ...virtioDriver, name: ['qemu'], ioeventfd: true, eventIdx: true },
  target: { dev: 'ignored' },
  boot: { order: true },
  rom: { bar: true, file: true, enabled: true },
  link: true,
  mtu: true,
}

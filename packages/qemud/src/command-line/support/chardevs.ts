import type { ConsoleConfig, ParallelConfig, SerialConfig } from '@virt/core/config'
import type { Support } from './support.js'
import { device } from './words.js'

const chardev = {
  ...device,
  type: ['null', 'pty', 'file', 'unix', 'dev', 'pipe', 'tcp', 'udp'],
  sources: {
    mode: true,
    path: true,
    append: true,
    host: true,
    service: true,
    tls: [false],
    reconnect: { enabled: true, timeout: true },
  },
  protocol: { type: ['raw', 'telnet'] },
  log: true,
} as const

/** `<serial>`. */
export const serials: Support<SerialConfig> = {
  ...chardev,
  target: {
    type: ['isa-serial', 'pci-serial', 'usb-serial', 'system-serial', 'spapr-vio-serial'],
    port: true,
    model: true,
  },
}

/** `<parallel>`. */
export const parallels: Support<ParallelConfig> = { ...chardev, target: true }

/** `<console>`. */
export const consoles: Support<ConsoleConfig> = {
  ...chardev,
  tty: 'ignored',
  target: { type: ['serial', 'virtio'], port: true },
}

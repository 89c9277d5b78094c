import type {
  ChannelConfig,
  ChardevType,
  ConsoleConfig,
  ParallelConfig,
  SerialConfig,
} from '@virt/core/config'
import type { Support } from './support.js'
import { device } from './words.js'

/** Host's sides that any character device may have. */
export const chardevTypes: readonly ChardevType[] = [
  'null',
  'vc',
  'pty',
  'dev',
  'file',
  'pipe',
  'stdio',
  'udp',
  'tcp',
  'unix',
  'spiceport',
  'dbus',
]

/** What the host's side of a character device may say. */
export const backendWords = {
  sources: {
    mode: true,
    path: true,
    append: true,
    host: true,
    service: true,
    tls: true,
    channel: true,
    reconnect: { enabled: true, timeout: true },
    clipboard: true,
    mouse: true,
    seclabels: true,
  },
  protocol: { type: ['raw', 'telnet'] },
  log: true,
} as const

const line = { ...device, ...backendWords, type: chardevTypes } as const

/** `<serial>`. */
export const serials: Support<SerialConfig> = { ...line, target: { type: true, port: true, model: true } }

/** `<parallel>`. */
export const parallels: Support<ParallelConfig> = { ...line, target: true }

/** `<console>`. */
export const consoles: Support<ConsoleConfig> = {
  ...line,
  tty: 'ignored',
  target: { type: ['serial', 'virtio', 'sclp', 'sclplm'], port: true },
}

/** `<channel>`. */
export const channels: Support<ChannelConfig> = {
  ...line,
  type: [...chardevTypes, 'spicevmc', 'qemu-vdagent'],
  target: { type: ['guestfwd', 'virtio'], address: true, port: true, name: true, state: 'ignored' },
}

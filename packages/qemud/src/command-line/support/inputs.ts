import type { HubConfig, InputConfig, SmartcardConfig } from '@virt/core/config'
import { backendWords } from './chardevs.js'
import type { Support } from './support.js'
import { device, virtioDriver, virtioModels } from './words.js'

/** `<input>`. */
export const inputs: Support<InputConfig> = {
  ...device,
  acpi: true,
  type: true,
  bus: ['usb', 'ps2', 'virtio', 'default'],
  model: virtioModels,
  driver: virtioDriver,
  source: true,
}

/** `<hub>`. */
export const hubs: Support<HubConfig> = { ...device, type: ['usb'] }

/** `<smartcard>`. */
export const smartcards: Support<SmartcardConfig> = {
  ...device,
  ...backendWords,
  type: ['null', 'pty', 'file', 'unix', 'dev', 'pipe', 'tcp', 'udp', 'spicevmc', 'spiceport'],
  mode: true,
  certificates: true,
  database: true,
}

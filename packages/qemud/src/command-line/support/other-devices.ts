import type { InputConfig, MemballoonConfig, RngConfig } from '@virt/core/config'
import type { Support } from './support.js'
import { device, virtioDriver, virtioModels } from './words.js'

/** `<input>`. */
export const inputs: Support<InputConfig> = {
  ...device,
  type: ['tablet', 'mouse', 'keyboard'],
  bus: ['usb', 'ps2', 'virtio', 'default'],
  model: virtioModels,
  driver: virtioDriver,
}

/** `<memballoon>`. */
export const memballoon: Support<MemballoonConfig> = {
  ...device,
  model: [...virtioModels, 'none'],
  autodeflate: true,
  freePageReporting: true,
  stats: true,
  driver: virtioDriver,
}

/** `<rng>`. */
export const rngs: Support<RngConfig> = {
  ...device,
  model: virtioModels,
  driver: virtioDriver,
  rate: true,
  backend: { model: ['random', 'builtin'], path: true },
}

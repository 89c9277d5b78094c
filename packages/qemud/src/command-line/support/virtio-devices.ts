import type { CryptoConfig, MemballoonConfig, RngConfig, VsockConfig } from '@virt/core/config'
import { backendWords, chardevTypes } from './chardevs.js'
import type { Support } from './support.js'
import { device, virtioDriver, virtioModels } from './words.js'

/** `<memballoon>`. */
export const memballoon: Support<MemballoonConfig> = {
  ...device,
  acpi: true,
  model: [...virtioModels, 'none'],
  autodeflate: true,
  freePageReporting: true,
  stats: true,
  driver: virtioDriver,
}

/** `<rng>`. */
export const rngs: Support<RngConfig> = {
  ...device,
  acpi: true,
  model: virtioModels,
  driver: virtioDriver,
  rate: true,
  backend: { ...backendWords, model: true, path: true, type: chardevTypes },
}

/** `<vsock>`. */
export const vsock: Support<VsockConfig> = {
  ...device,
  acpi: true,
  model: virtioModels,
  cid: true,
  driver: virtioDriver,
}

/** `<crypto>`. */
export const cryptos: Support<CryptoConfig> = {
  ...device,
  model: true,
  type: true,
  backend: true,
  driver: virtioDriver,
}

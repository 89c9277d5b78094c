import type {
  IommuConfig,
  NvramConfig,
  PanicConfig,
  ShmemConfig,
  TpmConfig,
  WatchdogConfig,
} from '@virt/core/config'
import type { Support } from './support.js'
import { device } from './words.js'

/** `<tpm>`. */
export const tpms: Support<TpmConfig> = {
  ...device,
  model: true,
  backend: {
    type: true,
    version: true,
    persistentState: true,
    device: true,
    source: { type: ['unix'], mode: ['connect'], path: true },
    encryption: true,
    activePcrBanks: true,
  },
}

/** `<watchdog>`. */
export const watchdogs: Support<WatchdogConfig> = { ...device, acpi: true, model: true, action: true }

/** `<panic>`. */
export const panics: Support<PanicConfig> = { ...device, acpi: true, model: true }

/** `<shmem>`. */
export const shmems: Support<ShmemConfig> = {
  ...device,
  name: true,
  role: true,
  model: true,
  size: true,
  server: true,
  msi: true,
}

/** `<iommu>`. */
export const iommu: Support<IommuConfig> = { ...device, model: true, driver: true }

/** `<nvram>`. */
export const nvram: Support<NvramConfig> = device

import type { FilesystemConfig } from '@virt/core/config'
import type { Support } from './support.js'
import { device, virtioDriver, virtioModels } from './words.js'

/** `<filesystem>`. */
export const filesystems: Support<FilesystemConfig> = {
  ...device,
  type: ['mount'],
  accessmode: true,
  fmode: true,
  dmode: true,
  model: virtioModels,
  multidevs: true,
  driver: { ...virtioDriver, type: ['path', 'virtiofs'], wrpolicy: true, queue: true },
  binary: true,
  source: { dir: true, socket: true },
  target: true,
  readonly: true,
  boot: { order: true },
}

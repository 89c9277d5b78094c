import type { DevicesConfig } from '@virt/core/config'
import type { Support } from './support.js'
import { device } from './words.js'

/** `<memory>` among the devices. */
export const memories: Support<DevicesConfig['memories']> = {
  ...device,
  model: ['dimm', 'nvdimm', 'virtio-pmem', 'virtio-mem'],
  access: true,
  discard: true,
  uuid: true,
  source: { path: true, alignsize: true, pmem: true, pagesize: true, nodemask: true },
  target: {
    size: true,
    node: true,
    label: true,
    block: true,
    requested: true,
    current: 'ignored',
    readonly: true,
  },
}

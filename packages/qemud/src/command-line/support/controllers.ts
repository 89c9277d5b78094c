import type { ControllerConfig } from '@virt/core/config'
import type { Support } from './support.js'
import { device, virtioDriver } from './words.js'

/** `<controller>`. */
export const controllers: Support<ControllerConfig> = {
  ...device,
  type: ['ide', 'fdc', 'scsi', 'sata', 'usb', 'pci', 'virtio-serial', 'ccid', 'isa'],
  index: true,
  model: true,
  ports: true,
  vectors: true,
  pciModel: true,
  target: { chassisNr: true, chassis: true, port: true, hotplug: true, busNr: true, index: true, node: true },
  driver: {
    ...virtioDriver,
    queues: true,
    cmdPerLun: true,
    maxSectors: true,
    ioeventfd: true,
    iothread: true,
  },
  master: true,
  pcihole64: true,
}

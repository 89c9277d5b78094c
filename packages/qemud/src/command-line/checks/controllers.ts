import type { ControllerConfig } from '@virt/core/config'
import type { MachineFamily } from '../machine-family.js'
import { pciControllerRules } from './pci-controllers.js'
import { refuse, type Rule } from './rule.js'
import { noVirtioWords } from './virtio-words.js'

/** Refuse what a controller of its kind does not have. */
export function checkControllers(controllers: readonly ControllerConfig[], family: MachineFamily): void {
  const usb = controllers.filter(({ type }) => type === 'usb')
  refuse([
    [
      usb.length > 1 && usb.some(({ model }) => model === 'none'),
      "Can't add another USB controller: USB is disabled for this domain",
      'XML_ERROR',
    ],
    ...controllers.flatMap((row) => [...(kinds[row.type]?.(row, family) ?? []), ...driverRules(row)]),
  ])
}

const mostXhciPorts = 15

const kinds: Readonly<Record<string, (row: ControllerConfig, family: MachineFamily) => readonly Rule[]>> = {
  pci: pciControllerRules,
  fdc: ({ index }) => [[index, 'Only a single fdc controller is supported']],
  ide: ({ index }) => [[index, 'Only a single ide controller is supported for this machine type']],
  usb: ({ model = '', ports = 0 }) => [
    [ports && !model.endsWith('xhci'), 'USB controller ports are supported only by xhci controllers'],
    [ports > mostXhciPorts, `'${model}' controller only supports up to '${mostXhciPorts}' ports`],
  ],
}

function driverRules({ type, model, driver = {} }: ControllerConfig): readonly Rule[] {
  if (type === 'scsi' && model?.startsWith('virtio')) return []
  const { queues, cmdPerLun, maxSectors, ioeventfd, iothread } = driver
  return [
    [queues, "'queues' is only supported by virtio-scsi controller"],
    [cmdPerLun, "'cmd_per_lun' is only supported by virtio-scsi controller"],
    [maxSectors, "'max_sectors' is only supported by virtio-scsi controller"],
    [ioeventfd !== undefined, "'ioeventfd' is only supported by virtio-scsi controller"],
    [iothread, "'iothread' attribute only supported for virtio scsi controller"],
    ...(type === 'virtio-serial' ? [] : noVirtioWords(driver)),
  ]
}

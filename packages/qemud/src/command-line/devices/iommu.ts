import type { IommuConfig } from '@virt/core/config'
import { addressProperties } from '../address.js'
import { jsonOption, onOff } from '../options.js'
import { hasProperty } from '../../emulators/emulator.js'
import { model, unsupported, type Plan } from '../plan.js'

/** The unit that translates devices' addresses. It must be there before the devices behind it. */
export function iommuOptions(plan: Plan): readonly string[] {
  const iommu = plan.config.devices?.iommu
  return iommu ? models[iommu.model](plan, iommu) : []
}

/** What the machine itself is told: on ARM the unit is part of it. */
export function iommuMachine({ config }: Plan): string | undefined {
  return config.devices?.iommu?.model === 'smmuv3' ? 'smmuv3' : undefined
}

const models: Readonly<Record<IommuConfig['model'], (plan: Plan, iommu: IommuConfig) => readonly string[]>> =
  {
    intel: (plan, { alias, driver }) => {
      if (plan.family.name !== 'q35') throw misplaced('intel', 'Q35 machines')
      return jsonOption('-device', {
        driver: model(plan, 'intel-iommu'),
        id: alias,
        intremap: onOff(driver?.intremap),
        'caching-mode': driver?.cachingMode,
        eim: onOff(driver?.eim),
        'device-iotlb': driver?.iotlb,
        'aw-bits': driver?.awBits,
      })
    },
    virtio: (plan, { alias, address }) => {
      checkVirtio(plan, address)
      return jsonOption('-device', { driver: 'virtio-iommu', id: alias, ...addressProperties(plan, address) })
    },
    smmuv3: ({ family }) => {
      if (family.name !== 'virt') throw misplaced('smmuv3', 'ARM Virt machines')
      return []
    },
  }

function checkVirtio({ family, emulator }: Plan, address: IommuConfig['address']): void {
  if (family.name !== 'q35' && family.name !== 'virt') throw misplaced('virtio', 'Q35 and ARM Virt machines')
  if (!hasProperty(emulator, 'virtio-iommu-pci', 'boot-bypass'))
    throw unsupported("IOMMU device: 'virtio' is not supported with this QEMU binary")
  if (address !== undefined && address.type !== 'pci')
    throw unsupported("IOMMU device: 'virtio' needs a PCI address")
  if (address?.bus) throw unsupported("IOMMU device: 'virtio' needs to be an integrated device (bus=0)")
}

function misplaced(name: string, machines: string): Error {
  return unsupported(`IOMMU device: '${name}' is only supported with ${machines}`)
}

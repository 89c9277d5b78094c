import type { DevicesConfig, DomainConfig } from '@virt/core/config'
import { refuse, type Rule } from './rule.js'

/** Refuse devices of which there are few, and that have few rules each. */
export function checkOthers(config: DomainConfig): void {
  const { devices = {} } = config
  refuse([
    ...screenRules(devices),
    ...audioRules(devices),
    ...translationRules(config),
    ...overrideRules(config),
    ...smallRules(devices),
  ])
}

function screenRules({ graphics = [] }: DevicesConfig): readonly Rule[] {
  const drawn = graphics.some(({ type }) => type === 'egl-headless')
  return [
    ...graphics.flatMap(({ type, p2p, address }): readonly Rule[] => [
      [
        type === 'dbus' && p2p && address !== undefined,
        'D-Bus p2p with an address is not supported',
        'XML_ERROR',
      ],
    ]),
    [
      drawn && graphics.some(({ type, gl }) => type === 'spice' && gl?.enable),
      "'egl-headless' cannot be used together with a spice screen that draws with OpenGL",
    ],
  ]
}

function audioRules({ audios = [], graphics = [] }: DevicesConfig): readonly Rule[] {
  const spice = graphics.some(({ type }) => type === 'spice')
  return [
    ...audios.flatMap(({ id, type }, index): readonly Rule[] => [
      [
        audios.findIndex((other) => other.id === id) !== index,
        `audio ID ${id} is used multiple times`,
        'XML_ERROR',
      ],
      [type === 'spice' && !spice, 'Spice audio is not supported without spice graphics'],
    ]),
    ...graphics.map(({ type, audio }): Rule => {
      const heard = audios.find(({ id }) => id === audio?.id)
      return [
        type === 'dbus' && heard && heard.type !== 'dbus',
        "The associated audio is not of 'dbus' kind.",
      ]
    }),
  ]
}

/** A label of one image stands in for the domain's, which must be one that QEMU's files get. */
function overrideRules({ devices = {}, seclabels = [] }: DomainConfig): readonly Rule[] {
  const fixed = seclabels.filter(({ relabel }) => relabel === false).map(({ model }) => model)
  return (devices.disks ?? [])
    .flatMap(({ source }) => source?.seclabels ?? [])
    .map(({ model }) => [
      fixed.includes(model),
      'label overrides require relabeling to be enabled at the domain level',
    ])
}

function translationRules({ devices, features }: DomainConfig): readonly Rule[] {
  const { intremap, eim } = devices?.iommu?.driver ?? {}
  return [
    [devices?.iommu?.model === 'virtio' && !features?.acpi, "IOMMU device: 'virtio' requires ACPI"],
    [
      intremap && features?.ioapic?.driver !== 'qemu',
      "IOMMU interrupt remapping requires split I/O APIC (ioapic driver='qemu')",
    ],
    [eim && !intremap, 'IOMMU eim requires interrupt remapping to be enabled'],
  ]
}

function smallRules({ shmems = [], tpms = [], rngs = [] }: DevicesConfig): readonly Rule[] {
  return [
    ...shmems.flatMap(({ model, server, size }): readonly Rule[] => [
      [
        model?.type === 'ivshmem-doorbell' && !server,
        "shmem model 'ivshmem-doorbell' is supported only with server option enabled",
      ],
      [
        model?.type === 'ivshmem-doorbell' && size !== undefined,
        "shmem model 'ivshmem-doorbell' does not support size setting",
      ],
    ]),
    ...rngs.map(({ rate }): Rule => [rate?.bytes === 0, 'a rate of 0 bytes gives no entropy', 'XML_ERROR']),
    ...tpms.map(({ model, backend }): Rule => [
      model === 'spapr-tpm-proxy' && backend.type !== 'passthrough',
      "TPM Proxy model spapr-tpm-proxy requires 'Passthrough' backend",
    ]),
    ...tpms.map(({ backend }): Rule => [
      backend.activePcrBanks && backend.version === '1.2',
      "<active_pcr_banks/> requires TPM version '2.0'",
    ]),
  ]
}

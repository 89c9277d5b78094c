import type { DevicesConfig, DomainConfig, FilesystemConfig } from '@virt/core/config'
import { refuse, type Rule } from './rule.js'

/** Refuse devices of which there are few, and that have few rules each. */
export function checkOthers(config: DomainConfig): void {
  const { devices = {} } = config
  refuse([
    ...(devices.filesystems ?? []).flatMap(filesystemRules),
    ...shareRules(devices),
    ...screenRules(devices),
    ...audioRules(devices),
    ...translationRules(config),
    ...smallRules(devices),
  ])
}

function filesystemRules({ driver, boot, accessmode, fmode, dmode }: FilesystemConfig): readonly Rule[] {
  return [
    [boot && driver?.type !== 'virtiofs', 'boot order is only supported for virtiofs'],
    [
      (fmode ?? dmode) !== undefined && (accessmode ?? 'passthrough') !== 'mapped',
      "fmode and dmode must be used with accessmode='mapped'",
    ],
  ]
}

function shareRules({ filesystems = [] }: DevicesConfig): readonly Rule[] {
  const tags = filesystems.filter(({ driver }) => driver?.type === 'virtiofs').map(({ target }) => target.dir)
  const twice = tags.find((tag, index) => tags.indexOf(tag) !== index)
  return [[twice !== undefined, `filesystem target '${twice ?? ''}' specified twice`]]
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

function audioRules({ audios = [] }: DevicesConfig): readonly Rule[] {
  return audios.map(({ id }, index) => [
    audios.findIndex((other) => other.id === id) !== index,
    `audio ID ${id} is used multiple times`,
    'XML_ERROR',
  ])
}

function translationRules({ devices, features }: DomainConfig): readonly Rule[] {
  const { intremap, eim } = devices?.iommu?.driver ?? {}
  return [
    [
      intremap && features?.ioapic?.driver !== 'qemu',
      "IOMMU interrupt remapping requires split I/O APIC (ioapic driver='qemu')",
    ],
    [eim && !intremap, 'IOMMU eim requires interrupt remapping to be enabled'],
  ]
}

function smallRules({ shmems = [], watchdogs = [], tpms = [] }: DevicesConfig): readonly Rule[] {
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
    ...watchdogs.map(({ model, address }): Rule => [
      (model === 'ib700' || model === 'itco') && address,
      `${model} model of watchdog does not support configuring the address`,
    ]),
    ...tpms.map(({ backend }): Rule => [
      backend.activePcrBanks && backend.version === '1.2',
      "<active_pcr_banks/> requires TPM version '2.0'",
    ]),
  ]
}

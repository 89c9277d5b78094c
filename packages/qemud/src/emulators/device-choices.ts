import type { Choice, Choices, DeviceChoices } from '@virt/core/config'
import type { Emulator } from './emulator.js'

/** The words that a domain may say of its devices, as far as the emulator has what they stand for. */
export function deviceChoices(emulator: Emulator): DeviceChoices {
  const has: Has = (...types) => types.some((type) => emulator.types.has(type))
  const spice = emulator.options.has('spice')
  return {
    disk: disk(has),
    graphics: offered(true, [enumeration('type', ['vnc', spice && 'spice'])]),
    video: offered(true, [videoModels(has)]),
    hostdev: hostdev(has),
    rng: rng(has),
    filesystem: filesystem(has),
    tpm: tpm(has),
    redirdev: offered(has('usb-redir'), [enumeration('bus', ['usb'])]),
    channel: offered(has(...virtio('virtio-serial')), [
      enumeration('type', ['pty', 'unix', spice && 'spicevmc']),
    ]),
  }
}

/** Those of the words that can be had. */
export function enumeration(name: string, words: readonly (string | false)[]): Choice {
  return { name, values: words.filter((word) => word !== false) }
}

/** Whether it has one of these types. */
type Has = (...types: string[]) => boolean

function offered(supported: boolean, enums: readonly Choice[]): Choices {
  return supported ? { supported, enums } : { supported }
}

function virtio(kind: string): string[] {
  return ['pci', 'ccw', 'device'].map((transport) => `${kind}-${transport}`)
}

function virtioModels(has: Has, kind: string): Choice {
  return enumeration('model', [
    has(...virtio(kind)) && 'virtio',
    has(`${kind}-pci-transitional`) && 'virtio-transitional',
    has(`${kind}-pci-non-transitional`) && 'virtio-non-transitional',
  ])
}

function disk(has: Has): Choices {
  return offered(true, [
    enumeration('diskDevice', ['disk', 'cdrom', has('floppy') && 'floppy', has('scsi-block') && 'lun']),
    enumeration('bus', [
      has('piix3-ide', 'piix4-ide', 'isa-ide') && 'ide',
      has('floppy') && 'fdc',
      has('scsi-hd') && 'scsi',
      has(...virtio('virtio-blk')) && 'virtio',
      has('usb-storage') && 'usb',
      has('ich9-ahci', 'ahci') && 'sata',
    ]),
    virtioModels(has, 'virtio-blk'),
  ])
}

function videoModels(has: Has): Choice {
  return enumeration('modelType', [
    has('VGA') && 'vga',
    has('cirrus-vga') && 'cirrus',
    has('vmware-svga') && 'vmvga',
    has('qxl-vga') && 'qxl',
    has(...virtio('virtio-gpu')) && 'virtio',
    'none',
    has('bochs-display') && 'bochs',
    has('ramfb') && 'ramfb',
  ])
}

function hostdev(has: Has): Choices {
  return offered(has('vfio-pci', 'usb-host'), [
    enumeration('mode', ['subsystem']),
    enumeration('startupPolicy', ['default', 'mandatory', 'requisite', 'optional']),
    enumeration('subsysType', [
      has('usb-host') && 'usb',
      has('vfio-pci') && 'pci',
      has('scsi-generic') && 'scsi',
    ]),
    enumeration('capsType', []),
    enumeration('pciBackend', [has('vfio-pci') && 'default', has('vfio-pci') && 'vfio']),
  ])
}

function rng(has: Has): Choices {
  return offered(has(...virtio('virtio-rng')), [
    virtioModels(has, 'virtio-rng'),
    enumeration('backendModel', [
      has('rng-random') && 'random',
      has('rng-egd') && 'egd',
      has('rng-builtin') && 'builtin',
    ]),
  ])
}

function filesystem(has: Has): Choices {
  const path = has(...virtio('virtio-9p'))
  const virtiofs = has(...virtio('vhost-user-fs'))
  return offered(path || virtiofs, [enumeration('driverType', [path && 'path', virtiofs && 'virtiofs'])])
}

function tpm(has: Has): Choices {
  return offered(has('tpm-tis', 'tpm-crb', 'tpm-tis-device', 'tpm-spapr'), [
    enumeration('model', [
      has('tpm-tis', 'tpm-tis-device') && 'tpm-tis',
      has('tpm-crb') && 'tpm-crb',
      has('tpm-spapr') && 'tpm-spapr',
    ]),
    enumeration('backendModel', ['passthrough', 'emulator', 'external']),
  ])
}

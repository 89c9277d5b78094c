import type { Loader, OsConfig } from '@virt/core/config'
import type { Settings } from '../settings.js'
import type { Entries, Topic } from '../topic.js'
import { bootLetters, bootsOf } from './boot-order.js'

const hvmloader = '/usr/lib/xen/boot/hvmloader'
const ovmf = '/usr/lib/xen/boot/ovmf.bin'

/** What is booted, for xl, which finds the firmware by itself. */
export const osXl: Topic = {
  keys: [
    'builder',
    'type',
    'pvh',
    'bios',
    'bios_path_override',
    'firmware_override',
    'acpi_firmware',
    'bootloader',
    'bootargs',
    'bootloader_args',
    'kernel',
    'ramdisk',
    'cmdline',
    'extra',
    'root',
    'boot',
  ],
  read(settings, { guest }) {
    if (guest === 'hvm') return { os: machineOf(settings) }
    const args = [...settings.texts('bootargs'), ...settings.texts('bootloader_args')]
    return {
      bootloader: settings.text('bootloader'),
      ...(args.length > 0 && { bootloaderArgs: args.join(' ') }),
      os: imagesOf(settings),
    }
  },
  write({ os, bootloader, bootloaderArgs, devices }, { guest }) {
    const images = { kernel: os.kernel, ramdisk: os.initrd, cmdline: os.cmdline }
    if (guest === 'hvm')
      return { builder: 'hvm', ...firmwareEntries(os), ...images, boot: bootLetters(os, devices) }
    return {
      ...(guest === 'pvh' && { type: 'pvh' }),
      bootloader: bootloader || undefined,
      bootargs: bootloaderArgs,
      ...images,
    }
  },
}

function machineOf(settings: Settings): Partial<OsConfig> {
  const slic = settings.text('acpi_firmware')
  return {
    ...withoutFirmware(imagesOf(settings)),
    loader: loaderOf(settings),
    ...(slic !== undefined && { acpi: { tables: [{ type: 'slic', path: slic }] } }),
    boots: bootsOf(settings),
  }
}

/** Files of xm's days name the firmware where the kernel is now. */
function withoutFirmware({ kernel, ...others }: Partial<OsConfig>): Partial<OsConfig> {
  return kernel?.endsWith('/hvmloader') ? others : { kernel, ...others }
}

function loaderOf(settings: Settings): Loader {
  if (settings.text('bios') !== 'ovmf')
    return { path: settings.text('firmware_override') ?? hvmloader, type: 'rom' }
  return { path: settings.text('bios_path_override') ?? ovmf, readonly: true, type: 'pflash' }
}

function firmwareEntries({ firmware, loader, acpi }: OsConfig): Entries {
  const isOvmf = firmware === 'efi' || loader?.type === 'pflash'
  const own = loader?.path?.endsWith(isOvmf ? '/ovmf.bin' : '/hvmloader') ? undefined : loader?.path
  return {
    bios: isOvmf ? 'ovmf' : undefined,
    bios_path_override: isOvmf ? own : undefined,
    firmware_override: isOvmf ? undefined : own,
    acpi_firmware: acpi?.tables?.[0]?.path,
  }
}

function imagesOf(settings: Settings): Partial<OsConfig> {
  return {
    kernel: settings.text('kernel'),
    initrd: settings.text('ramdisk'),
    cmdline: settings.text('cmdline') ?? olderCmdline(settings),
  }
}

/** What counts where there is no `cmdline`. */
function olderCmdline(settings: Settings): string | undefined {
  const root = settings.text('root')
  const words = [root === undefined ? undefined : `root=${root}`, settings.text('extra')]
  return words.filter((word) => word !== undefined).join(' ') || undefined
}

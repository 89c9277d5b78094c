import type { OsConfig } from '@virt/core/config'
import type { Settings } from '../settings.js'
import type { Topic } from '../topic.js'
import { bootLetters, bootsOf } from './boot-order.js'

/** What is booted, for xm: the kernel of a fully virtualized guest is its firmware. */
export const osXm: Topic = {
  keys: ['builder', 'kernel', 'loader', 'boot', 'bootloader', 'bootargs', 'ramdisk', 'extra', 'root'],
  read: (settings, { guest }) =>
    guest === 'hvm'
      ? { os: machineOf(settings) }
      : {
          bootloader: settings.text('bootloader'),
          bootloaderArgs: settings.text('bootargs'),
          os: { ...imagesOf(settings), root: settings.text('root') },
        },
  write({ os, bootloader, bootloaderArgs, devices }, { guest }) {
    const { kernel, initrd, cmdline, root, loader } = os
    const images = { kernel, ramdisk: initrd, extra: cmdline }
    if (guest !== 'hvm')
      return { bootloader: bootloader || undefined, bootargs: bootloaderArgs, ...images, root }
    const firmware = kernel === undefined ? { kernel: loader?.path } : { loader: loader?.path, ...images }
    return { builder: 'hvm', ...firmware, boot: bootLetters(os, devices) }
  },
}

function imagesOf(settings: Settings): Partial<OsConfig> {
  return {
    kernel: settings.text('kernel'),
    initrd: settings.text('ramdisk'),
    cmdline: settings.text('extra'),
  }
}

/** Since Xen 3.3 the firmware can have a key of its own, and a kernel be booted directly. */
function machineOf(settings: Settings): Partial<OsConfig> {
  const loader = settings.text('loader')
  const path = loader ?? settings.text('kernel')
  return {
    ...(loader !== undefined && settings.text('kernel') !== undefined && imagesOf(settings)),
    ...(path !== undefined && { loader: { path, type: 'rom' } }),
    boots: bootsOf(settings),
  }
}

import { hpet, imageClock } from '../clock.js'
import { imageDisplay } from '../devices/display.js'
import { imageDisks } from '../devices/disk.js'
import { gathered, written, type Part, type Target } from '../part.js'
import { imageVcpus } from '../vcpus.js'
import { boot } from './boot.js'
import { deviceModel } from './device-model.js'
import { features } from './features.js'
import { bootloaderKernel, firmware, kernel } from './kernel.js'
import { parallel, paravirtualConsole, serial } from './lines.js'
import { sound } from './sound.js'
import { usb } from './usb.js'

const hvm: readonly Part[] = [
  firmware,
  imageVcpus,
  boot,
  imageDisks,
  features,
  usb,
  parallel,
  serial,
  sound,
  deviceModel,
  hpet,
  imageDisplay,
  imageClock,
]

const linux: readonly Part[] = [kernel, deviceModel, imageDisplay, imageClock, paravirtualConsole]

const booted: readonly Part[] = [bootloaderKernel, imageClock]

/** `(image (hvm ...))` or `(image (linux ...))`: what the guest runs on. */
export const image: Part = {
  read(source) {
    const { os, ...rest } = gathered(source.hvm ? hvm : linux, source)
    return { ...rest, os: { ...os, type: { name: source.hvm ? 'hvm' : 'linux' } } }
  },
  write(target) {
    const items = written(partsFor(target), target)
    const dispensable = target.config.bootloader !== undefined && items.length === 0
    return dispensable ? [] : [['image', [target.hvm ? 'hvm' : 'linux', ...items]]]
  },
}

function partsFor({ config, ...target }: Target): readonly Part[] {
  if (target.hvm) return hvm
  return config.bootloader === undefined ? linux : booted
}

import type { DomainConfig } from '@virt/core/config'
import { withGivenDevices } from '@virt/xen-common'
import type { ConfigFile } from '../file/index.js'
import {
  domainFromFile,
  domainToFile,
  type Dialect,
  type ReadOptions,
  type WriteOptions,
} from './conversion.js'
import { emulatorArguments } from './topics/arguments.js'
import { channel } from './topics/channel.js'
import { clock } from './topics/clock.js'
import { cpuid } from './topics/cpuid.js'
import { cpus } from './topics/cpus.js'
import { disksXl } from './topics/disks-xl.js'
import { emulator } from './topics/emulator.js'
import { features } from './topics/features.js'
import { general } from './topics/general.js'
import { graphics } from './topics/graphics.js'
import { lifecycle } from './topics/lifecycle.js'
import { lines } from './topics/lines.js'
import { memory } from './topics/memory.js'
import { osXl } from './topics/os-xl.js'
import { pci } from './topics/pci.js'
import { sound } from './topics/sound.js'
import { spice } from './topics/spice.js'
import { timers } from './topics/timers.js'
import { usbController } from './topics/usb-controller.js'
import { usbDevice } from './topics/usb-device.js'
import { usbInput } from './topics/usb-input.js'
import { video } from './topics/video.js'
import { vif } from './topics/vif.js'
import { vnuma } from './topics/vnuma.js'
import { withXenbus, xenbus } from './topics/xenbus.js'

const xl: Dialect = {
  name: 'xl',
  arch: 'x86_64',
  filledIn: (domain) => withXenbus(withGivenDevices(domain)),
  topics: [
    general,
    memory,
    cpus,
    features,
    timers,
    clock,
    lifecycle,
    emulator,
    graphics,
    video,
    vif,
    pci,
    lines,
    sound,
    osXl,
    cpuid,
    vnuma,
    xenbus,
    disksXl,
    spice,
    usbInput,
    usbDevice,
    usbController,
    channel,
    emulatorArguments,
  ],
}

/**
 * The domain that a configuration of `xl` describes, with libvirt's defaults filled in (`xen-xl`).
 * @throws VirtError CONF_SYNTAX, with line and column, for a file that is no list of values, or whose values are not of the
 * type that their keys have; CONFIG_UNSUPPORTED and XML_ERROR for what cannot be.
 */
export function domainFromXl(text: string | ConfigFile, options: ReadOptions = {}): DomainConfig {
  return domainFromFile(xl, text, options)
}

/**
 * The configuration of `xl` for a domain; its text is `String(...)` of it.
 * @throws VirtError CONFIG_UNSUPPORTED for what a file of xl cannot say.
 */
export function domainToXl(config: DomainConfig, options: WriteOptions = {}): ConfigFile {
  return domainToFile(xl, config, options)
}

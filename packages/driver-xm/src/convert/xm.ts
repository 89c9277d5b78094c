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
import { cdrom, withOrderedDisks } from './topics/cdrom.js'
import { clock } from './topics/clock.js'
import { cpus } from './topics/cpus.js'
import { disksXm } from './topics/disks-xm.js'
import { emulator } from './topics/emulator.js'
import { features } from './topics/features.js'
import { general } from './topics/general.js'
import { graphics } from './topics/graphics.js'
import { lifecycle } from './topics/lifecycle.js'
import { lines } from './topics/lines.js'
import { memory } from './topics/memory.js'
import { osXm } from './topics/os-xm.js'
import { pci } from './topics/pci.js'
import { sound } from './topics/sound.js'
import { timers } from './topics/timers.js'
import { usbInput } from './topics/usb-input.js'
import { video } from './topics/video.js'
import { vif } from './topics/vif.js'

const xm: Dialect = {
  name: 'xm',
  arch: 'i686',
  filledIn: (domain, version) => (version < 4 ? withOrderedDisks(domain) : withGivenDevices(domain)),
  topics: [
    general,
    memory,
    cpus,
    features,
    timers,
    cdrom,
    clock,
    lifecycle,
    emulator,
    graphics,
    video,
    vif,
    pci,
    lines,
    sound,
    osXm,
    disksXm,
    usbInput,
  ],
}

/**
 * The domain that a configuration of `xm` describes, with libvirt's defaults filled in (`xen-xm`).
 * @throws VirtError CONF_SYNTAX, with line and column, for a file that is no list of values, or whose values are not of the
 * type that their keys have; CONFIG_UNSUPPORTED and XML_ERROR for what cannot be.
 */
export function domainFromXm(text: string | ConfigFile, options: ReadOptions = {}): DomainConfig {
  return domainFromFile(xm, text, options)
}

/**
 * The configuration of `xm` for a domain; its text is `String(...)` of it.
 * @throws VirtError CONFIG_UNSUPPORTED for what a file of xm cannot say.
 */
export function domainToXm(config: DomainConfig, options: WriteOptions = {}): ConfigFile {
  return domainToFile(xm, config, options)
}

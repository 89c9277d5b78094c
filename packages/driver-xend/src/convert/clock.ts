import type { ClockConfig } from '@virt/core/config'
import { clockFromXen, clockToXen, isOn, wholeNumber, type XenClock } from '@virt/xen-common'
import { text } from '../sxp/index.js'
import { item } from './items.js'
import type { Notation, Part, Target } from './part.js'

/** Guests of Xen 3.1 and later that are fully virtualized keep the clock that they set. */
function keepsClock({ hvm, configVersion }: Notation): boolean {
  return hvm && configVersion >= 4
}

function xenClock(target: Target): XenClock {
  return clockToXen(target.config.clock, keepsClock(target))
}

function localtime(target: Target): string {
  return xenClock(target).localtime ? '1' : '0'
}

/** The image's clock, which goes before the domain's own; `hpet` is the clock that the guest may ask. */
export const imageClock: Part = {
  read(source) {
    const { domain, image } = source
    const xen: XenClock = {
      localtime: isOn(text(image, 'localtime') ?? text(domain, 'localtime')),
      rtcTimeoffset: wholeNumber(text(image, 'rtc_timeoffset')) ?? 0,
    }
    return { clock: clockFromXen(xen, keepsClock(source)) }
  },
  write(target) {
    if (target.configVersion < 4) return []
    const offset = target.hvm ? xenClock(target).rtcTimeoffset : undefined
    return [...item('rtc_timeoffset', offset), ...item('localtime', localtime(target))]
  },
}

export const domainClock: Part = { write: (target) => item('localtime', localtime(target)) }

export const hpet: Part = {
  read({ image }) {
    const found = text(image, 'hpet')
    if (found === undefined) return {}
    const clock: Partial<ClockConfig> = { timers: [{ name: 'hpet', present: isOn(found) }] }
    return { clock: clock as ClockConfig }
  },
  write({ config }) {
    const present = config.clock?.timers?.find(({ name }) => name === 'hpet')?.present
    return present === undefined ? [] : item('hpet', present ? 1 : 0)
  },
}

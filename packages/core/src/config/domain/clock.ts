import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, fallback, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { long, oneOf, text, ulong, yesNo, type Value } from '../codec/values.js'

/** `<clock>`: what the guest's clock shows at its start. */
export interface ClockConfig extends Unknowns {
  readonly offset: 'utc' | 'localtime' | 'variable' | 'timezone' | 'absolute'
  /** Seconds, or `reset`; with `variable` also the default. */
  readonly adjustment?: number | 'reset'
  readonly basis?: 'utc' | 'localtime'
  readonly timezone?: string
  /** Seconds since 1970; with `absolute`. */
  readonly start?: number
  readonly timers?: readonly TimerConfig[]
}

export interface TimerConfig extends Unknowns {
  readonly name: 'platform' | 'pit' | 'rtc' | 'hpet' | 'tsc' | 'kvmclock' | 'hypervclock' | 'armvtimer'
  readonly present?: boolean
  readonly tickpolicy?: 'delay' | 'catchup' | 'merge' | 'discard'
  readonly track?: 'boot' | 'guest' | 'wall' | 'realtime'
  /** Hz. */
  readonly frequency?: number
  readonly mode?: 'auto' | 'native' | 'emulate' | 'paravirt' | 'smpsafe'
  readonly catchup?: TimerCatchup
}

export interface TimerCatchup extends Unknowns {
  readonly threshold?: number
  readonly slew?: number
  readonly limit?: number
}

const timer: Codec<TimerConfig> = element('timer', {
  name: required(
    attribute('name', oneOf('platform', 'pit', 'rtc', 'hpet', 'tsc', 'kvmclock', 'hypervclock', 'armvtimer')),
  ),
  present: attribute('present', yesNo),
  tickpolicy: attribute('tickpolicy', oneOf('delay', 'catchup', 'merge', 'discard')),
  track: attribute('track', oneOf('boot', 'guest', 'wall', 'realtime')),
  frequency: attribute('frequency', ulong),
  mode: attribute('mode', oneOf('auto', 'native', 'emulate', 'paravirt', 'smpsafe')),
  catchup: child(
    element('catchup', {
      threshold: attribute('threshold', ulong),
      slew: attribute('slew', ulong),
      limit: attribute('limit', ulong),
    }),
  ),
})

const adjustment: Value<number | 'reset'> = {
  read: (text, unit) => (text === 'reset' ? text : long.read(text, unit)),
  write: String,
}

export const clockCodec: Codec<ClockConfig> = element('clock', {
  offset: fallback(attribute('offset', oneOf('utc', 'localtime', 'variable', 'timezone', 'absolute')), 'utc'),
  adjustment: attribute('adjustment', adjustment),
  basis: attribute('basis', oneOf('utc', 'localtime')),
  timezone: attribute('timezone', text),
  start: attribute('start', ulong),
  timers: children(timer),
})

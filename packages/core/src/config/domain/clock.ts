import type { Unknowns } from '../codec/unknowns.js'

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

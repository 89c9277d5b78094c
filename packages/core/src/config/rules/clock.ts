import { xmlError } from '../codec/errors.js'
import type { ClockConfig } from '../domain/clock.js'
import type { DomainConfig } from '../domain/domain.js'
import type { Draft } from './draft.js'

export function completeClock(domain: Draft<DomainConfig>): void {
  domain.clock = domain.clock === undefined ? { offset: 'utc' } : complete(domain.clock)
}

function complete(clock: ClockConfig): ClockConfig {
  const { offset, adjustment, basis } = clock
  switch (offset) {
    case 'utc':
    case 'localtime':
      if (typeof adjustment !== 'number') return clock
      return { ...clock, offset: 'variable', basis: offset }
    case 'variable':
      return { ...clock, adjustment: adjustment ?? 0, basis: basis ?? 'utc' }
    case 'timezone':
      if (clock.timezone !== undefined) return clock
      throw xmlError("missing 'timezone' attribute for clock with offset='timezone'", 'DOMAIN')
    case 'absolute':
      if (clock.start !== undefined) return clock
      throw xmlError("missing 'start' attribute for clock with offset='absolute'", 'DOMAIN')
  }
}

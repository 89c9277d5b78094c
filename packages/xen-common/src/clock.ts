import type { ClockConfig } from '@virt/core/config'
import { unsupported } from './unsupported.js'

/** A guest's clock in Xen's words. */
export interface XenClock {
  /** It starts at the host's local time, not at UTC. */
  readonly localtime: boolean
  /** Seconds that it is ahead of that. */
  readonly rtcTimeoffset: number
}

/** Whether the guest's changes of its clock are kept: fully virtualized guests of Xen 3.1 and later. */
export function clockFromXen({ localtime, rtcTimeoffset }: XenClock, variable: boolean): ClockConfig {
  const base = localtime ? 'localtime' : 'utc'
  return variable
    ? { offset: 'variable', adjustment: rtcTimeoffset, basis: base }
    : { offset: base, adjustment: 'reset' }
}

export function clockToXen(clock: ClockConfig | undefined, variable: boolean): XenClock {
  const { offset, adjustment = 0, basis } = clock ?? { offset: 'utc' }
  const rtcTimeoffset = adjustment === 'reset' ? 0 : adjustment
  if (offset === 'timezone' || offset === 'absolute' || (rtcTimeoffset !== 0 && !variable))
    throw unsupported(`unsupported clock offset='${offset}'`)
  return { localtime: (offset === 'variable' ? basis : offset) === 'localtime', rtcTimeoffset }
}

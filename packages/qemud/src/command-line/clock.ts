import type { ClockConfig } from '@virt/core/config'
import { keyValues } from './options.js'
import { unsupported, type Plan } from './plan.js'

/** `-rtc`, and what keeps lost ticks. */
export function clockOptions(plan: Plan): readonly string[] {
  const { clock } = plan.config
  const rtc = clock?.timers?.find(({ name }) => name === 'rtc')
  const pit = clock?.timers?.find(({ name }) => name === 'pit')
  const options = [
    '-rtc',
    keyValues('', {
      base: base(clock, plan.now),
      clock: rtc?.track && tracks[rtc.track],
      driftfix: driftFix(rtc?.tickpolicy),
    }),
  ]
  const lost = pit?.tickpolicy && lostTicks[pit.tickpolicy]
  if (pit?.tickpolicy && lost === undefined)
    throw unsupported(`unsupported PIT tick policy '${pit.tickpolicy}'`)
  return lost ? [...options, '-global', `kvm-pit.lost_tick_policy=${lost}`] : options
}

/** Environment that the guest's clock depends on: the zone of `<clock offset='timezone'>`. */
export function clockEnvironment({ config }: Plan): Readonly<Record<string, string>> {
  const { clock } = config
  return clock?.offset === 'timezone' && clock.timezone !== undefined ? { TZ: clock.timezone } : {}
}

const tracks: Readonly<Record<string, string | undefined>> = { guest: 'vm', realtime: 'rt' }

const lostTicks: Readonly<Record<string, string>> = { delay: 'delay', discard: 'discard' }

function driftFix(policy: string | undefined): string | undefined {
  if (policy === undefined || policy === 'delay') return undefined
  if (policy === 'catchup') return 'slew'
  throw unsupported(`unsupported rtc timer tickpolicy '${policy}'`)
}

function base(clock: ClockConfig | undefined, now: number): string {
  const { offset = 'utc', adjustment, start = 0 } = clock ?? {}
  if (offset === 'localtime' || offset === 'timezone') return 'localtime'
  if (offset === 'absolute') return dateTime(start * 1000)
  const seconds = typeof adjustment === 'number' ? adjustment : 0
  const variable = offset === 'variable'
  if (variable && clock?.basis === 'localtime' && seconds !== 0)
    throw unsupported("clock offset 'variable' with basis 'localtime' cannot have an adjustment")
  if (variable && clock?.basis === 'localtime') return 'localtime'
  return variable && seconds !== 0 ? dateTime(now + seconds * 1000) : 'utc'
}

function dateTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19)
}

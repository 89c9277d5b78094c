import type { TimerConfig } from '@virt/core/config'
import { isX86, type Plan } from '../plan.js'
import { refuse, type Rule } from './rule.js'

/** Refuse clocks that the machine does not have, and ways to make up for lost ticks that they do not know. */
export function checkTimers(plan: Plan): void {
  refuse((plan.config.clock?.timers ?? []).flatMap((timer) => timerRules(plan, timer)))
}

const onlyOnPcs = new Set<TimerConfig['name']>(['tsc', 'kvmclock', 'hypervclock', 'pit', 'hpet'])

/** What each clock cannot do about ticks that got lost. */
const policies: Readonly<Partial<Record<TimerConfig['name'], RegExp>>> = {
  rtc: /^(merge|discard)$/,
  pit: /^merge$/,
  armvtimer: /^(catchup|merge)$/,
}

function timerRules(plan: Plan, timer: TimerConfig): readonly Rule[] {
  const { name, present, tickpolicy = '', track } = timer
  const { config, emulator, machine, family } = plan
  const arm = family.name === 'virt' && /^(aarch64|armv7l)$/.test(emulator.arch)
  const foreign = onlyOnPcs.has(name) && !isX86(plan) && present === true
  return [
    [
      foreign || (name === 'armvtimer' && !(arm && config.type === 'kvm')),
      `Configuring the '${name}' timer is not supported for virtType=${config.type} arch=${emulator.arch} machine=${machine.name} guests`,
    ],
    [name === 'armvtimer' && present === false, "The 'armvtimer' timer can't be disabled"],
    [policies[name]?.test(tickpolicy), `unsupported ${name} timer tickpolicy '${tickpolicy}'`],
    [track === 'boot', "unsupported rtc timer track 'boot'"],
  ]
}

import type { TimerConfig } from '@virt/core/config'
import type { Settings } from '../settings.js'
import type { Topic } from '../topic.js'

/** xl's words, in the order of their numbers. */
const modes = ['default', 'always_emulate', 'native', 'native_paravirt'] as const

const libvirtModes = ['auto', 'emulate', 'native', 'paravirt'] as const

export const timers: Topic = {
  keys: ['hpet', 'tsc_mode'],
  read(settings, { guest }) {
    const found = [...(guest === 'hvm' ? hpetOf(settings) : []), ...tscOf(settings)]
    return found.length === 0 ? {} : { clock: { timers: found } }
  },
  write({ clock }, { dialect, guest }) {
    const named = (name: TimerConfig['name']): TimerConfig | undefined =>
      clock?.timers?.find((timer) => timer.name === name)
    const [hpet, tsc] = [named('hpet'), named('tsc')]
    return {
      tsc_mode: tsc && modeValue(tsc, dialect),
      hpet: hpet && guest === 'hvm' ? Number(hpet.present ?? true) : undefined,
    }
  },
}

function hpetOf(settings: Settings): TimerConfig[] {
  const present = settings.flag('hpet')
  return present === undefined ? [] : [{ name: 'hpet', present }]
}

function tscOf(settings: Settings): TimerConfig[] {
  const given = settings.text('tsc_mode')
  if (given === undefined) return []
  const index = modes.findIndex((word, number) => given === word || given === String(number))
  return [{ name: 'tsc', present: true, mode: libvirtModes[index] ?? 'auto' }]
}

/** xm knows the numbers only. */
function modeValue({ mode = 'auto' }: TimerConfig, dialect: 'xm' | 'xl'): string | number {
  const index = libvirtModes.findIndex((each) => each === mode)
  return dialect === 'xm' ? Math.max(0, index) : (modes[index] ?? modes[0])
}

import type { TimerConfig } from '@virt/core/config'
import { unsupported } from '@virt/xen-common'
import type { Settings } from '../settings.js'
import type { Form, Topic } from '../topic.js'

/** xl's words, in the order of their numbers. */
const modes = ['default', 'always_emulate', 'native', 'native_paravirt'] as const

const libvirtModes = ['auto', 'emulate', 'native', 'paravirt'] as const

export const timers: Topic = {
  keys: ['hpet', 'tsc_mode'],
  read(settings, { guest }) {
    const found = [...tscOf(settings), ...(guest === 'hvm' ? hpetOf(settings) : [])]
    return found.length === 0 ? {} : { clock: { timers: found } }
  },
  write: ({ clock }, form) => Object.fromEntries((clock?.timers ?? []).map((timer) => entryOf(timer, form))),
}

function entryOf(
  timer: TimerConfig,
  { dialect, guest }: Form,
): readonly [key: string, value: string | number] {
  if (timer.name === 'tsc') return ['tsc_mode', modeValue(timer, dialect)]
  if (timer.name === 'hpet' && guest === 'hvm') return ['hpet', Number(timer.present ?? true)]
  throw unsupported(`unsupported timer type (name) '${timer.name}'`)
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

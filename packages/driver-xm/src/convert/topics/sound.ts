import { soundsFromText, soundsToText } from '@virt/xen-common'
import type { Topic } from '../topic.js'

export const sound: Topic = {
  keys: ['soundhw'],
  read(settings) {
    const sounds = soundsFromText(settings.text('soundhw') ?? '')
    return sounds.length === 0 ? {} : { devices: { sounds } }
  },
  write: ({ devices }) => ({ soundhw: soundsToText(devices?.sounds ?? []) || undefined }),
}

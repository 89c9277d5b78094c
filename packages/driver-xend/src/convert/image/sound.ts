import { soundsFromText, soundsToText } from '@virt/xen-common'
import { item, word } from '../items.js'
import type { Part } from '../part.js'

export const sound: Part = {
  read({ image }) {
    const sounds = soundsFromText(word(image, 'soundhw') ?? '')
    return sounds.length === 0 ? {} : { devices: { sounds } }
  },
  write: ({ devices: { sounds } }) => item('soundhw', sounds && soundsToText(sounds)),
}

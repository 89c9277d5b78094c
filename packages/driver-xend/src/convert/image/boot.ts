import { bootsFromLetters, bootsToLetters } from '@virt/xen-common'
import { item, word } from '../items.js'
import type { Part } from '../part.js'

/** The devices that the BIOS tries. */
export const boot: Part = {
  read({ image }) {
    const boots = bootsFromLetters(word(image, 'boot') ?? '')
    return boots.length === 0 ? {} : { os: { boots } }
  },
  write: ({ config }) => item('boot', bootsToLetters(config.os.boots ?? ['hd'])),
}

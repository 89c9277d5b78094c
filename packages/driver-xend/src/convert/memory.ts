import { kibOf, mibOf, wholeNumber } from '@virt/xen-common'
import { text } from '../sxp/index.js'
import { incomplete } from './errors.js'
import { item } from './items.js'
import type { Part } from './part.js'

export const memory: Part = {
  read({ domain }) {
    const current = wholeNumber(text(domain, 'memory'))
    const maximum = wholeNumber(text(domain, 'maxmem')) ?? current
    if (maximum === undefined) throw incomplete('missing memory')
    const currentMemory = kibOf(Math.min(current ?? maximum, maximum))
    return { memory: kibOf(maximum), currentMemory }
  },
  write: ({ config: { memory, currentMemory = memory } }) => [
    ...item('memory', mibOf(currentMemory)),
    ...item('maxmem', mibOf(memory)),
  ],
}

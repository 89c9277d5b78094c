import { kibOf, mibOf } from '@virt/xen-common'
import type { Topic } from '../topic.js'

/** What a guest gets that does not say, in MiB. */
const usual = 128

export const memory: Topic = {
  keys: ['maxmem', 'memory'],
  read(settings) {
    const most = settings.number('maxmem')
    const current = settings.number('memory') ?? most ?? usual
    return { memory: kibOf(Math.max(most ?? 0, current)), currentMemory: kibOf(current) }
  },
  write: ({ memory, currentMemory = memory }) => ({ maxmem: mibOf(memory), memory: mibOf(currentMemory) }),
}

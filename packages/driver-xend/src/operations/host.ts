import type { HostOperations } from '@virt/core/driver'
import { nodeInfoOf } from '../protocol/node.js'
import { integer } from '../protocol/numbers.js'
import { text } from '../sxp/index.js'
import { refusal } from '../transport/failure.js'
import type { XendHost } from '../xend-host.js'

export function hostOperations({ xend, node }: XendHost): Partial<HostOperations> {
  return {
    type: async () => 'Xen',
    version: async () => node.version,
    nodeInfo: async (call) => nodeInfoOf(await xend.node(call)),
    freeMemory: async (call) => integer(await xend.node(call), 'free_memory') * 1024 * 1024,
    async hostname(call) {
      const host = text(await xend.node(call), 'host')
      if (host) return host
      throw refusal('GET_FAILED', 'node: the answer has no host')
    },
  }
}

import { changeLifecycleAction } from '@virt/core/config'
import type { PolicyOperations } from '@virt/core/driver'
import { edit } from '../affect.js'
import { notRunning } from '../refusal.js'
import type { TestNode } from '../test-node.js'

export function policy(node: TestNode): PolicyOperations {
  return {
    setLifecycleAction: async (ref, type, action, flags) => {
      edit(node.domain(ref), flags, (config) => changeLifecycleAction(config, type, action))
    },
    controlInfo: async (ref) => {
      if (!node.domain(ref).active) throw notRunning()
      return { state: 'ok' }
    },
  }
}

import type { InterfaceConfig } from '@virt/core/config'
import { unsupported } from '../plan.js'

const virtioName = /^virtio(-net)?(-transitional|-non-transitional)?$/

/** Whether a card is paravirtual. */
export function isVirtio({ model }: InterfaceConfig): boolean {
  return virtioName.test(model?.type ?? '')
}

const manyQueues: ReadonlySet<InterfaceConfig['type']> = new Set([
  'network',
  'bridge',
  'ethernet',
  'direct',
  'vhostuser',
  'vdpa',
])

/** How many pairs of queues a card has. */
export function queuesOf(nic: InterfaceConfig): number {
  const { queues = 1 } = nic.driver ?? {}
  if (queues > 1 && !manyQueues.has(nic.type))
    throw unsupported(`Multiqueue network is not supported for: ${nic.type}`)
  return isVirtio(nic) ? Math.max(1, queues) : 1
}

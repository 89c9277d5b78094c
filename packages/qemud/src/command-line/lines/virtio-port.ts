import type { DeviceInfo } from '@virt/core/config'
import { busController } from '../controller-names.js'
import { model, type Plan } from '../plan.js'

/** A line of a virtio serial controller: its model, and where it is plugged in. */
export function virtioPort(
  plan: Plan,
  { address }: DeviceInfo,
  driver: 'virtconsole' | 'virtserialport',
): object {
  const { controller = 0, port } = address?.type === 'virtio-serial' ? address : {}
  return {
    driver: model(plan, driver),
    bus: `${busController(plan, 'virtio-serial', controller)}.0`,
    nr: port || undefined,
  }
}

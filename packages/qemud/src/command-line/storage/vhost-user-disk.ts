import type { DiskConfig } from '@virt/core/config'
import { addressProperties } from '../address.js'
import { jsonOption, keyValues } from '../options.js'
import { unsupported, type Plan } from '../plan.js'
import { virtioModel, virtioOptions } from '../virtio.js'

/** A disk that another process serves over a socket. */
export function vhostUserDisk(plan: Plan, disk: DiskConfig, order: number | undefined): readonly string[] {
  const { alias = '', source, driver, address, model } = disk
  if (source?.path === undefined) throw unsupported(`disk '${disk.target.dev}' has no source`)
  const chardev = `chr-vu-${alias}`
  const reconnect = source.reconnect?.enabled ? (source.reconnect.timeout ?? 1) : undefined
  const device = {
    driver: virtioModel(plan, 'vhost-user-blk', model, address),
    ...virtioOptions(driver),
    'num-queues': driver?.queues,
    'queue-size': driver?.queueSize,
    ...addressProperties(plan, address),
    chardev,
    id: alias,
    bootindex: order,
  }
  return [
    '-chardev',
    keyValues('socket', { id: chardev, path: source.path, reconnect }),
    ...jsonOption('-device', device),
  ]
}

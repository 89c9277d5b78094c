import type { FilesystemConfig } from '@virt/core/config'
import { addressProperties } from '../address.js'
import type { BootOrders } from '../boot.js'
import { jsonOption, keyValues } from '../options.js'
import { unsupported, type Plan } from '../plan.js'
import { virtioModel, virtioOptions } from '../virtio.js'

/** Directories of the host inside the guest: through 9p by QEMU itself, or through a virtiofsd that serves a socket. */
export function filesystemOptions(plan: Plan, orders: BootOrders): readonly string[] {
  return (plan.config.devices?.filesystems ?? []).flatMap((filesystem) =>
    isVirtiofs(filesystem)
      ? virtiofs(plan, filesystem, orders.get(filesystem.alias ?? ''))
      : ninePfs(plan, filesystem),
  )
}

/** Whether a process of its own serves a filesystem. */
export function isVirtiofs({ driver }: FilesystemConfig): boolean {
  return driver?.type === 'virtiofs'
}

/** The socket that QEMU reaches a filesystem's virtiofsd on; in the domain's directory if we start it. */
export function virtiofsSocket(
  { source, alias = '' }: FilesystemConfig,
  directory: string | undefined,
): string {
  if (source?.socket !== undefined) return source.socket
  if (directory === undefined) throw unsupported('virtiofs needs a directory for its socket')
  return `${directory}/${alias}-fs.sock`
}

const securityModels = { passthrough: 'passthrough', mapped: 'mapped', squash: 'none' } as const

function ninePfs(plan: Plan, filesystem: FilesystemConfig): readonly string[] {
  const { alias = '', accessmode = 'passthrough', source, target, driver, model, multidevs } = filesystem
  if (source?.dir === undefined) throw unsupported('only mount filesystem type is supported')
  const fsdev = `fsdev-${alias}`
  const backend = {
    security_model: securityModels[accessmode],
    multidevs: multidevs === 'default' ? undefined : multidevs,
    fmode: octal(filesystem.fmode),
    dmode: octal(filesystem.dmode),
    writeout: driver?.wrpolicy,
    id: fsdev,
    path: source.dir,
    readonly: filesystem.readonly ? true : undefined,
  }
  const device = {
    driver: virtioModel(plan, 'virtio-9p', model, filesystem.address),
    ...virtioOptions(driver),
    id: alias,
    fsdev,
    mount_tag: target.dir,
    ...addressProperties(plan, filesystem.address),
  }
  return ['-fsdev', keyValues('local', backend), ...jsonOption('-device', device)]
}

function virtiofs(plan: Plan, filesystem: FilesystemConfig, order: number | undefined): readonly string[] {
  const { alias = '', target, driver, model, address } = filesystem
  const chardev = `chr-vu-${alias}`
  const device = {
    driver: virtioModel(plan, 'vhost-user-fs', model, address),
    ...virtioOptions(driver),
    id: alias,
    chardev,
    'queue-size': driver?.queue,
    tag: target.dir,
    bootindex: order,
    ...addressProperties(plan, address),
  }
  const path = virtiofsSocket(filesystem, plan.directory)
  return ['-chardev', keyValues('socket', { id: chardev, path }), ...jsonOption('-device', device)]
}

function octal(mode: number | undefined): string | undefined {
  return mode === undefined ? undefined : mode.toString(8).padStart(4, '0')
}

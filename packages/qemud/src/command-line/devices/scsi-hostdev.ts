import type { HostdevConfig } from '@virt/core/config'
import { busController } from '../controller-names.js'
import { isNarrow } from '../aliases.js'
import { jsonOption } from '../options.js'
import { model, unsupported, type Plan } from '../plan.js'
import { secretOptions } from '../storage/secrets.js'

/** A SCSI device of the host, or of an iSCSI target. */
export function scsiHostdev(
  plan: Plan,
  hostdev: HostdevConfig,
  bootindex: number | undefined,
): readonly string[] {
  const { alias = '', address } = hostdev
  const node = `libvirt-${alias}-backend`
  const place = address?.type === 'drive' ? address : {}
  const secret = hostdev.source.auth?.secret
  return [
    ...(secret ? secretOptions(plan, loginSecret(alias), secret) : []),
    ...jsonOption('-blockdev', {
      ...backend(plan, hostdev),
      'node-name': node,
      'read-only': hostdev.readonly,
    }),
    ...jsonOption('-device', {
      driver: model(plan, 'scsi-generic'),
      ...position(plan, place),
      drive: node,
      id: alias,
      bootindex,
      'share-rw': hostdev.shareable ? true : undefined,
    }),
  ]
}

interface Place {
  readonly controller?: number
  readonly bus?: number
  readonly target?: number
  readonly unit?: number
}

function position(plan: Plan, { controller = 0, bus = 0, target = 0, unit = 0 }: Place): object {
  const name = `${busController(plan, 'scsi', controller)}.0`
  return isNarrow(plan.config.devices?.controllers ?? [], controller)
    ? { bus: name, 'scsi-id': unit }
    : { bus: name, channel: bus, 'scsi-id': target, lun: unit }
}

/** The kernel's address of a SCSI device: `0:0:0:0`. */
export function scsiAddress({ adapter, address = {} }: HostdevConfig['source']): string {
  const host = /^scsi_host(\d+)$/.exec(adapter?.name ?? '')?.[1]
  if (host === undefined) throw unsupported('a SCSI host device needs an adapter and an address')
  return [host, address.bus ?? 0, address.target ?? 0, address.unit ?? 0].join(':')
}

/** The name of the object with the password for an iSCSI server. */
function loginSecret(alias: string): string {
  return `${alias}-secret0`
}

function backend(plan: Plan, { source, alias = '' }: HostdevConfig): object {
  if (source.protocol === undefined)
    return { driver: 'host_device', filename: plan.scsiNodes?.get(scsiAddress(source)) ?? '/dev/sg0' }
  if (source.protocol !== 'iscsi')
    throw unsupported(`SCSI host device protocol '${source.protocol}' is not supported`)
  const [host] = source.hosts ?? []
  const [target = '', lun = '0'] = (source.name ?? '').split('/')
  if (!host?.name || target === '') throw unsupported('an iSCSI host device needs a host and a name')
  return {
    driver: 'iscsi',
    portal: `${host.name}:${host.port ?? 3260}`,
    target,
    lun: Number(lun),
    transport: 'tcp',
    user: source.auth?.username,
    'password-secret': source.auth?.secret && loginSecret(alias),
    'initiator-name': source.initiator?.iqn?.name,
  }
}

import { createHash } from 'node:crypto'
import type { DomainConfig, VsockConfig } from '@virt/core/config'
import { addressProperties } from '../address.js'
import { jsonOption } from '../options.js'
import { unsupported, type Plan } from '../plan.js'
import { virtioModel, virtioOptions } from '../virtio.js'

/** The guest's end of its sockets with the host. */
export function vsockOptions(plan: Plan): readonly string[] {
  const vsock = plan.config.devices?.vsock
  if (!vsock) return []
  if (vsock.cid?.address === undefined) throw unsupported('vsock needs a guest CID')
  return jsonOption('-device', {
    driver: virtioModel(plan, 'vhost-vsock', vsock.model, vsock.address),
    ...virtioOptions(vsock.driver),
    id: vsock.alias,
    'acpi-index': vsock.acpi?.index,
    'guest-cid': vsock.cid.address,
    ...addressProperties(plan, vsock.address),
  })
}

const firstCid = 3
const lastCid = 0xfffffffe

/** An automatic CID is made from the domain's uuid: the same from start to start, and hardly another's on this host. */
export function completeVsock({ devices, uuid, name }: DomainConfig): VsockConfig | undefined {
  const vsock = devices?.vsock
  if (!vsock || (!vsock.cid?.auto && vsock.cid?.address !== undefined)) return vsock
  const digest = createHash('sha256')
    .update(`vsock ${uuid ?? name}`)
    .digest()
  const address = firstCid + (digest.readUInt32BE() % (lastCid - firstCid))
  return { ...vsock, model: vsock.model ?? 'virtio', cid: { ...vsock.cid, auto: true, address } }
}

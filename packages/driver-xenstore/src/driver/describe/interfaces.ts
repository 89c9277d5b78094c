import type { InterfaceConfig } from '@virt/core/config'
import type { Call } from '@virt/core/driver'
import type { XenStoreClient } from '../../client/client.js'
import type { Resident } from '../resident.js'
import { backendsOf, type BackendDevice } from './backends.js'

const wanted = ['mac', 'bridge', 'script', 'ip', 'model', 'vifname', 'handle']
const macShape = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/
const addressShape = /^[0-9a-fA-F.:]{2,45}$/

/** The network cards of a running domain. */
export async function interfacesOf(
  client: XenStoreClient,
  resident: Resident,
  call: Call,
): Promise<InterfaceConfig[]> {
  const backends = await backendsOf(client, resident, ['vif'], wanted, call)
  return backends.map((backend) => interfaceOf(resident, backend))
}

function interfaceOf({ id }: Resident, { name, nodes }: BackendDevice): InterfaceConfig {
  const { bridge, script, ip = '', model } = nodes
  const mac = nodes.mac?.toLowerCase()
  const ips = ip.split(/\s+/).filter((address) => addressShape.test(address))
  return {
    type: bridge === undefined ? 'ethernet' : 'bridge',
    ...(mac !== undefined && macShape.test(mac) && { mac: { address: mac } }),
    ...(bridge !== undefined && { source: { bridge } }),
    ...(ips.length > 0 && { ips: ips.map((address) => ({ address })) }),
    ...(script !== undefined && { script: { path: script } }),
    target: { dev: nodes.vifname ?? `vif${id}.${nodes.handle ?? name}` },
    ...(model !== undefined && /^[A-Za-z0-9_-]+$/.test(model) && { model: { type: model } }),
  }
}

import type { InterfaceConfig } from '@virt/core/config'
import {
  addressesFromText,
  addressesToText,
  bandwidthFromRate,
  bandwidthToRate,
  unsupported,
} from '@virt/xen-common'
import type { Sxp } from '../../sxp/index.js'
import { devicesOf, item, word } from '../items.js'
import type { Notation, Part } from '../part.js'

const bridgeScript = 'vif-bridge'

/** `(device (vif ...))`. */
export const interfaces: Part = {
  read({ domain, id }) {
    const found = devicesOf(domain, ['vif']).map((vif, at) =>
      interfaceFromSxp(vif, id === undefined ? undefined : `vif${id}.${at}`),
    )
    return found.length === 0 ? {} : { devices: { interfaces: found } }
  },
  write: (target) =>
    (target.devices.interfaces ?? []).map((card) => ['device', interfaceToSxp(card, target)]),
}

function interfaceFromSxp(vif: Sxp, runningName: string | undefined): InterfaceConfig {
  const [mac, bridge, script] = [word(vif, 'mac'), word(vif, 'bridge'), word(vif, 'script')]
  const dev = word(vif, 'vifname') ?? runningName
  const model = word(vif, 'model') ?? (word(vif, 'type') === 'netfront' ? 'netfront' : undefined)
  const bandwidth = bandwidthFromRate(word(vif, 'rate') ?? '')
  const ips = addressesFromText(word(vif, 'ip') ?? '')
  return {
    ...(bridge === undefined ? { type: 'ethernet' } : { type: 'bridge', source: { bridge } }),
    ...(mac !== undefined && { mac: { address: mac } }),
    ...(script !== undefined && { script: { path: script } }),
    ...(ips.length > 0 && { ips }),
    ...(bandwidth !== undefined && { bandwidth }),
    ...(dev !== undefined && { target: { dev } }),
    ...(model !== undefined && { model: { type: model } }),
  }
}

/** `(vif (mac M)(bridge B)(script S)(ip I)...)`. */
export function interfaceToSxp(card: InterfaceConfig, notation: Notation): Sxp {
  const { mac, bandwidth, ips = [], target } = card
  return [
    'vif',
    ...item('mac', mac?.address),
    ...item('rate', bandwidth && bandwidthToRate(bandwidth)),
    ...connection(card),
    ...item('ip', addressesToText(ips)),
    ...item('vifname', target?.dev?.startsWith('vif') === true ? undefined : target?.dev),
    ...modelOf(card, notation),
  ]
}

function connection({ type, source, script }: InterfaceConfig): readonly Sxp[] {
  const bridge = source?.bridge
  if (type === 'ethernet') return item('script', script?.path)
  if (bridge === undefined || (type !== 'bridge' && type !== 'network'))
    throw unsupported(`unsupported network type ${type}`)
  return [...item('bridge', bridge), ...item('script', script?.path ?? bridgeScript)]
}

/** From Xen 3.1 on `ioemu` would keep a fully virtualized guest's own paravirtual drivers away. */
function modelOf({ model }: InterfaceConfig, { hvm, configVersion }: Notation): readonly Sxp[] {
  if (!hvm) return item('model', model?.type)
  if (model?.type === 'netfront') return item('type', 'netfront')
  return [...item('model', model?.type), ...(configVersion < 4 ? item('type', 'ioemu') : [])]
}

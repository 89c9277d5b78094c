import type { InterfaceConfig } from '@virt/core/config'
import {
  addressesFromText,
  addressesToText,
  bandwidthFromRate,
  bandwidthToRate,
  unsupported,
} from '@virt/xen-common'
import { optionsOf, optionsText, type Option } from '../options.js'
import type { Form, Topic } from '../topic.js'
import { bridgeFromText, bridgeToText } from './vif-bridge.js'

/** How each tool calls a card without an emulated one beside it. */
const paravirtual = { xm: 'netfront', xl: 'vif' } as const

export const vif: Topic = {
  keys: ['vif'],
  read(settings, form) {
    const interfaces = settings.items('vif').map((text) => cardOf(text, form))
    return interfaces.length === 0 ? {} : { devices: { interfaces } }
  },
  write({ devices }, form) {
    const cards = devices?.interfaces ?? []
    return cards.length === 0 ? {} : { vif: cards.map((card) => optionsText(optionsFor(card, form))) }
  },
}

function cardOf(text: string, { version }: Form): InterfaceConfig {
  const options = optionsOf(text)
  const get = (name: string): string | undefined => options.get(name) || undefined
  const [mac, bridge, script, ip, target] = ['mac', 'bridge', 'script', 'ip', 'vifname'].map(get)
  const backend = get('backend')
  return {
    type: bridge !== undefined || (version < 4 && script === undefined) ? 'bridge' : 'ethernet',
    ...(mac !== undefined && { mac: { address: mac } }),
    ...(bridge !== undefined && bridgeFromText(bridge, script)),
    ...(backend !== undefined && { backenddomain: { name: backend } }),
    ...(script !== undefined && { script: { path: script } }),
    ...(ip !== undefined && { ips: addressesFromText(ip) }),
    ...(target !== undefined && { target: { dev: target } }),
    ...modelOf(get),
    bandwidth: bandwidthFromRate(get('rate') ?? ''),
    ...(get('mtu') !== undefined && { mtu: { size: Number(get('mtu')) } }),
  }
}

function modelOf(get: (name: string) => string | undefined): Pick<InterfaceConfig, 'model'> {
  const type = get('type') === 'netfront' || get('type') === 'vif' ? 'netfront' : undefined
  const model = get('model') ?? type
  return model === undefined ? {} : { model: { type: model } }
}

function optionsFor(card: InterfaceConfig, form: Form): readonly Option[] {
  const { type, mac, backenddomain, script, ips, target, bandwidth, mtu } = card
  if (type !== 'bridge' && type !== 'ethernet')
    throw unsupported(`unsupported interface type ${type}: Xen's files name a bridge`)
  const address: Option = ['ip', ips && addressesToText(ips)]
  const path: Option = ['script', script?.path ?? neededScript(card)]
  return [
    ['mac', mac?.address],
    ['bridge', bridgeToText(card)],
    ...(type === 'bridge' ? [address, path] : [path, address]),
    ...modelOptions(card, form),
    ['vifname', nameOf(target?.dev)],
    ['backend', backenddomain?.name],
    ['rate', bandwidth && bandwidthToRate(bandwidth)],
    ['mtu', mtu?.size],
  ]
}

/** What Xen's usual script would not do. */
function neededScript({ type, virtualport }: InterfaceConfig): string | undefined {
  return type === 'bridge' && virtualport?.type === 'openvswitch' ? 'vif-openvswitch' : undefined
}

/** Names that Xen chose for a running guest are not kept. */
function nameOf(dev: string | undefined): string | undefined {
  return dev !== undefined && /^vif\d+\.\d+$/.test(dev) ? undefined : dev
}

function modelOptions({ model }: InterfaceConfig, { dialect, guest, version }: Form): readonly Option[] {
  if (guest !== 'hvm') return [['model', model?.type]]
  if (model?.type === 'netfront') return [['type', paravirtual[dialect]]]
  return [
    ['model', model?.type],
    ['type', version < 4 ? 'ioemu' : undefined],
  ]
}

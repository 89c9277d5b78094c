import type { DeviceConfig } from '@virt/core/config'
import { isPci, type PciPlace, pciOfHostdev, splitTarget, withoutIoemu } from '@virt/xen-common'
import { child, children, type Sxp, text } from './sxp/index.js'
import { refusal } from './transport/failure.js'

/** By what a device is told apart from its like. */
export type DeviceIdentity =
  | { readonly kind: 'disk'; readonly target: string }
  | { readonly kind: 'interface'; readonly mac: string | undefined }
  | { readonly kind: 'pci'; readonly place: PciPlace }

/** CONFIG_UNSUPPORTED for what xend cannot give to, or take from, a guest that exists. */
export function identityOf(device: DeviceConfig): DeviceIdentity {
  if ('disk' in device) return { kind: 'disk', target: withoutIoemu(device.disk.target.dev) }
  if ('interface' in device) return { kind: 'interface', mac: device.interface.mac?.address.toLowerCase() }
  if ('hostdev' in device && isPci(device.hostdev))
    return { kind: 'pci', place: pciOfHostdev(device.hostdev) }
  throw refusal('CONFIG_UNSUPPORTED', `xend cannot attach or detach a device '${Object.keys(device)[0]}'`)
}

/** The `(device (TYPE ...))` of a domain that is this one, as `(TYPE ...)`. */
export function entryOf(domain: Sxp, identity: DeviceIdentity): readonly Sxp[] | undefined {
  const entries = children(domain, 'device').map(([, entry]) => entry)
  return entries.filter((entry) => Array.isArray(entry)).find((entry) => isSame(entry, identity))
}

/** The domain without it; of a `pci` with several functions only the one goes. */
export function withoutDevice(domain: readonly Sxp[], identity: DeviceIdentity): readonly Sxp[] {
  return domain.flatMap((item) => {
    const entry = Array.isArray(item) && item[0] === 'device' ? (item[1] as Sxp) : undefined
    if (!Array.isArray(entry) || !isSame(entry as readonly Sxp[], identity)) return [item]
    const left = identity.kind === 'pci' ? withoutFunction(entry as readonly Sxp[], identity.place) : []
    return children(left, 'dev').length > 0 ? [['device', left]] : []
  })
}

/** What tells the disks and interfaces of a domain apart: target names and addresses. */
export function deviceNames(domain: Sxp): readonly string[] {
  return children(domain, 'device').flatMap(([, entry]) => {
    const name = entry === undefined ? undefined : (text(entry, 'mac')?.toLowerCase() ?? targetOf(entry))
    return name ? [name] : []
  })
}

export const typeOf = ([type]: readonly Sxp[]): string => String(type)

/** Whether a disk is one whose medium can be changed. */
export const isCdrom = (entry: Sxp): boolean => splitTarget(text(entry, 'dev') ?? '').device === 'cdrom'

function isSame(entry: readonly Sxp[], identity: DeviceIdentity): boolean {
  const type = typeOf(entry)
  if (identity.kind === 'disk')
    return ['vbd', 'tap', 'tap2'].includes(type) && targetOf(entry) === identity.target
  if (identity.kind === 'interface')
    return type === 'vif' && identity.mac !== undefined && text(entry, 'mac')?.toLowerCase() === identity.mac
  return type === 'pci' && children(entry, 'dev').some((dev) => isAt(dev, identity.place))
}

const targetOf = (entry: Sxp): string => splitTarget(withoutIoemu(text(entry, 'dev') ?? '')).dev

const withoutFunction = (entry: readonly Sxp[], place: PciPlace): readonly Sxp[] =>
  entry.filter((item) => !(Array.isArray(item) && item[0] === 'dev' && isAt(item as readonly Sxp[], place)))

function isAt(dev: readonly Sxp[], place: PciPlace): boolean {
  const at = (name: string): number => Number(child(dev, name)?.[1] ?? 0)
  return (
    at('domain') === place.domain &&
    at('bus') === place.bus &&
    at('slot') === place.slot &&
    (child(dev, 'func') ? at('func') : at('function')) === place.function
  )
}

import type { HostdevConfig } from '@virt/core/config'
import { refuse, type Rule } from './rule.js'

/** Refuse devices of the host whose place or words are those of another kind. */
export function checkHostdevs(hostdevs: readonly HostdevConfig[]): void {
  refuse(
    hostdevs.flatMap(({ mode, ...hostdev }) => (mode === 'subsystem' ? rulesOf({ mode, ...hostdev }) : [])),
  )
}

/** The places that each kind may have. */
const places: Readonly<Record<string, readonly [types: RegExp, detail: string]>> = {
  pci: [/^(pci|unassigned)$/, "PCI host devices must use 'pci' or 'unassigned' address type"],
  scsi: [/^drive$/, "SCSI host device must use 'drive' address type"],
  scsi_host: [/^(pci|ccw)$/, "SCSI_host host device must use 'pci' or 'ccw' address type"],
  usb: [/^usb$/, "USB host device must use 'usb' address type"],
}

function rulesOf({ type, address, teaming, source, model, display, ramfb }: HostdevConfig): readonly Rule[] {
  const [types, detail] = places[type] ?? [/./, '']
  const byName = source.vendor !== undefined || source.product !== undefined
  return [
    [address && !types.test(address.type), detail],
    [teaming && type !== 'pci', 'teaming is only supported for pci hostdev devices'],
    [teaming && teaming.type !== 'transient', "teaming hostdev devices must have type='transient'"],
    [teaming && !teaming.persistent, 'missing required persistent attribute in hostdev teaming element'],
    [
      type === 'usb' && byName && !(source.vendor && source.product),
      'USB host device must name both its vendor and its product',
      'XML_ERROR',
    ],
    [
      type === 'scsi_host' && !/^naa\.[0-9a-f]{16}$/i.test(source.wwpn ?? ''),
      "malformed 'wwpn' value",
      'XML_ERROR',
    ],
    ...(type === 'mdev' ? mediated(model, display, ramfb) : []),
  ]
}

function mediated(model = '', display?: boolean, ramfb?: boolean): readonly Rule[] {
  const screen = model === 'vfio-pci'
  return [
    [model === '', "Missing 'model' attribute in mediated device's <hostdev> element", 'XML_ERROR'],
    [
      display !== undefined && !screen,
      "<hostdev> attribute 'display' is only supported with model='vfio-pci'",
    ],
    [ramfb && !screen, "<hostdev> attribute 'ramfb' is only supported with model='vfio-pci'"],
    [ramfb && !display, "'ramfb' requires display='on'"],
  ]
}

import type { HostdevConfig } from '@virt/core/config'
import { refuse, type Rule } from './rule.js'

/** Refuse devices of the host whose place or words are those of another kind. */
export function checkHostdevs(hostdevs: readonly HostdevConfig[]): void {
  refuse([
    [
      hostdevs.filter(({ model }) => model === 'vfio-ap').length > 1,
      'Only one hostdev of model vfio-ap is supported',
    ],
  ])
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

function rulesOf(hostdev: HostdevConfig): readonly Rule[] {
  const { type, address, teaming, source, model, display, ramfb, boot } = hostdev
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
    [source.vendor?.id === 0, 'vendor cannot be 0.', 'XML_ERROR'],
    [boot && type === 'scsi_host', 'booting from assigned devices is not supported by vhost SCSI devices'],
    ...foreignWords(hostdev),
    ...scsiRules(hostdev),
    [
      type === 'scsi_host' && !/^naa\.[0-9a-f]{16}$/i.test(source.wwpn ?? ''),
      "malformed 'wwpn' value",
      'XML_ERROR',
    ],
    [
      boot && type === 'mdev' && model !== 'vfio-ccw',
      `booting from assigned devices is not supported by mediated devices of model ${model ?? ''}`,
    ],
    ...(type === 'mdev' ? mediated(model, display, ramfb) : []),
  ]
}

/** Words that only devices of one kind have. */
function foreignWords({ type, model, display, ramfb, sgio, rawio }: HostdevConfig): readonly Rule[] {
  const only = (kind: string, words: Readonly<Record<string, unknown>>): readonly Rule[] =>
    Object.entries(words).map(([name, value]) => [
      value !== undefined && type !== kind,
      `'${name}' is only supported for ${kind} host devices`,
      'XML_ERROR',
    ])
  return [
    ...only('mdev', { model: type === 'scsi_host' ? undefined : model, display, ramfb }),
    ...only('scsi', { sgio, rawio }),
  ]
}

function scsiRules({ type, source }: HostdevConfig): readonly Rule[] {
  const local = type === 'scsi' && source.protocol !== 'iscsi'
  return [
    [
      local && !(source.adapter && source.address),
      "'adapter' and 'address' must be specified for scsi hostdev source",
      'XML_ERROR',
    ],
    [
      type === 'scsi_host' && source.protocol !== 'vhost',
      `Unknown protocol type '${source.protocol ?? ''}' of scsi_host source`,
      'XML_ERROR',
    ],
  ]
}

function mediated(model = '', display?: boolean, ramfb?: boolean): readonly Rule[] {
  const screen = model === 'vfio-pci'
  return [
    [!/^(vfio-pci|vfio-ap|vfio-ccw)?$/.test(model), `unknown mediated device model '${model}'`, 'XML_ERROR'],
    [model === '', "Missing 'model' attribute in mediated device's <hostdev> element", 'XML_ERROR'],
    [
      display !== undefined && !screen,
      "<hostdev> attribute 'display' is only supported with model='vfio-pci'",
    ],
    [ramfb && !screen, "<hostdev> attribute 'ramfb' is only supported with model='vfio-pci'"],
    [ramfb && !display, "'ramfb' requires display='on'"],
  ]
}

import type { DeviceConfig } from '@virt/core/config'
import { unsupported } from '@virt/xen-common'
import type { Sxp } from '../sxp/index.js'
import { diskToSxp } from './devices/disk.js'
import { hostdevsToSxp } from './devices/hostdev.js'
import { interfaceToSxp } from './devices/interface.js'
import type { ConfigVersion, Notation } from './part.js'

export interface DeviceToSxpOptions extends Notation {
  readonly configVersion: ConfigVersion
  /** Whether the guest is fully virtualized. */
  readonly hvm: boolean
}

/** One device as xend's `device_create` and `device_configure` take it: `(vbd ...)`, `(vif ...)`, `(pci (dev ...))`. */
export function deviceToSxp(device: DeviceConfig, options: DeviceToSxpOptions): Sxp {
  if ('disk' in device) return diskToSxp(device.disk, options)
  if ('interface' in device) return interfaceToSxp(device.interface, options)
  if ('hostdev' in device) return hostdevsToSxp([device.hostdev])
  throw unsupported(`xend cannot attach a device of kind ${Object.keys(device).join()}`)
}

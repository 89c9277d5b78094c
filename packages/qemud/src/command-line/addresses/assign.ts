import type { DevicesConfig } from '@virt/core/config'
import type { MachineFamily } from '../machine-family.js'
import { withCcidAddresses } from './ccid.js'
import { withCcwAddresses } from './ccw.js'
import { withDriveAddresses } from './drives.js'
import { withPciAddresses } from './pci.js'
import { withSpaprVioAddresses } from './spapr-vio.js'
import { withUsbAddresses } from './usb.js'
import { withZpciAddresses } from './zpci.js'
import { withVirtioSerialAddresses } from './virtio-serial.js'

/**
 * Every device with its place, as libvirt chooses it (`qemuDomainAssignAddresses`), with the controllers and hubs that
 * this takes. What has a place keeps it, so doing it twice changes nothing.
 *
 * @throws XML_ERROR for places that cannot be, or are taken twice.
 */
export function withAddresses(devices: DevicesConfig, family: MachineFamily): DevicesConfig {
  const lines = withVirtioSerialAddresses(withDriveAddresses(devices))
  const vio = withSpaprVioAddresses(withCcwAddresses(withCcidAddresses(lines), family), family)
  return withUsbAddresses(withZpciAddresses(withPciAddresses(vio, family), family))
}

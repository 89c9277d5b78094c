import { inputFromUsbDevice, usbDeviceOfInput } from '@virt/xen-common'
import { children } from '../../sxp/index.js'
import { item } from '../items.js'
import type { Part } from '../part.js'

/** Pointers and keyboards at the guest's USB, which is always there. */
export const usb: Part = {
  read({ image }) {
    const words = children(image, 'usbdevice').flatMap((found) => found.slice(1))
    const inputs = words.flatMap((word) => (typeof word === 'string' && inputFromUsbDevice(word)) || [])
    return inputs.length === 0 ? {} : { devices: { inputs } }
  },
  write: ({ devices: { inputs = [] } }) => [
    ['usb', '1'],
    ...inputs.flatMap((input) => item('usbdevice', usbDeviceOfInput(input))),
  ],
}

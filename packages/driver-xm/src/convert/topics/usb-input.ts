import { inputFromUsbDevice, usbDeviceOfInput } from '@virt/xen-common'
import type { Topic } from '../topic.js'

/** Pointing devices and keyboards that a fully virtualized guest has on USB. */
export const usbInput: Topic = {
  keys: ['usb', 'usbdevice'],
  read(settings, { guest }) {
    const inputs = settings.texts('usbdevice').flatMap((word) => inputFromUsbDevice(word) ?? [])
    return guest !== 'hvm' || inputs.length === 0 ? {} : { devices: { inputs } }
  },
  write({ devices }, { guest }) {
    const words = (devices?.inputs ?? []).flatMap((input) => usbDeviceOfInput(input) ?? [])
    if (guest !== 'hvm' || words.length === 0) return {}
    return { usb: 1, usbdevice: words.length > 1 ? words : words[0] }
  },
}

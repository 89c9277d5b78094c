import type { HostdevConfig } from '@virt/core/config'
import { unsupported, wholeNumber } from '@virt/xen-common'
import { optionsOf, optionsText } from '../options.js'
import { malformed } from '../settings.js'
import type { Topic } from '../topic.js'

/** USB devices of the host, by where they are plugged in. */
export const usbDevice: Topic = {
  keys: ['usbdev'],
  read(settings) {
    const hostdevs = settings.texts('usbdev').map(deviceOf)
    return hostdevs.length === 0 ? {} : { devices: { hostdevs } }
  },
  write({ devices }) {
    const found = (devices?.hostdevs ?? []).filter(({ type }) => type === 'usb')
    return found.length === 0 ? {} : { usbdev: found.map(deviceText) }
  },
}

function deviceOf(text: string): HostdevConfig {
  const options = optionsOf(text)
  const [bus, device] = ['hostbus', 'hostaddr'].map((name) => wholeNumber(options.get(name)))
  if (bus === undefined || device === undefined) throw malformed('usbdev')
  return { mode: 'subsystem', type: 'usb', managed: false, source: { address: { bus, device } } }
}

function deviceText({ source: { address } }: HostdevConfig): string {
  if (address?.bus === undefined || address.device === undefined)
    throw unsupported('a USB device of the host needs its bus and device number')
  return optionsText([
    ['hostbus', address.bus],
    ['hostaddr', address.device],
  ])
}

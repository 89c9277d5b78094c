import type { ControllerConfig } from '@virt/core/config'
import { wholeNumber } from '@virt/xen-common'
import { optionsOf, optionsText } from '../options.js'
import type { Topic } from '../topic.js'

/** Paravirtual USB hosts. */
export const usbController: Topic = {
  keys: ['usbctrl'],
  read(settings) {
    const controllers = settings.texts('usbctrl').map(controllerOf)
    return controllers.length === 0 ? {} : { devices: { controllers } }
  },
  write({ devices }) {
    const found = (devices?.controllers ?? []).filter(({ type }) => type === 'usb')
    return found.length === 0 ? {} : { usbctrl: found.map(controllerText) }
  },
}

function controllerOf(text: string, index: number): ControllerConfig {
  const options = optionsOf(text)
  const ports = wholeNumber(options.get('ports'))
  const version = options.get('version')
  return {
    type: 'usb',
    index,
    ...(version !== undefined && { model: version === '1' ? 'qusb1' : 'qusb2' }),
    ...(ports !== undefined && { ports }),
  }
}

function controllerText({ model, ports }: ControllerConfig): string {
  const version = model === 'qusb1' ? 1 : model === 'qusb2' ? 2 : undefined
  return optionsText([
    ['type', version === undefined && ports === undefined ? 'auto' : version && 'qusb'],
    ['version', version],
    ['ports', ports],
  ])
}

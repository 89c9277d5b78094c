import type { ControllerConfig } from '@virt/core/config'
import { unsupported, wholeNumber } from '@virt/xen-common'
import { optionsOf, optionsText } from '../options.js'
import type { Topic } from '../topic.js'

/** USB hosts: paravirtual ones of version 2 and with 8 ports, unless they say otherwise. */
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

type Model = NonNullable<ControllerConfig['model']>

/** By type and version. */
const models: ReadonlyMap<string, Model> = new Map<string, Model>([
  ['qusb 1', 'qusb1'],
  ['qusb 2', 'qusb2'],
  ['devicemodel 1', 'piix3-uhci'],
  ['devicemodel 2', 'ehci'],
  ['devicemodel 3', 'nec-xhci'],
])

function controllerOf(text: string, index: number): ControllerConfig {
  const options = optionsOf(text)
  const type = options.get('type') === 'devicemodel' ? 'devicemodel' : 'qusb'
  const model = models.get(`${type} ${wholeNumber(options.get('version')) ?? 2}`)
  if (model === undefined) throw unsupported(`usbctrl '${text}'`)
  return { type: 'usb', index, model, ports: wholeNumber(options.get('ports')) ?? 8 }
}

function controllerText({ model, ports }: ControllerConfig): string {
  if (model === undefined) return optionsText(ports === undefined ? [['type', 'auto']] : [['ports', ports]])
  const [kind] = [...models].find(([, each]) => each === model) ?? []
  if (kind === undefined) throw unsupported(`USB controllers of model ${model}`)
  const [type, version] = kind.split(' ')
  return optionsText([
    ['type', type],
    ['version', version],
    ['ports', ports],
  ])
}

import type { HostdevConfig } from '@virt/core/config'
import { hostdevOfPci, isOn, isPci, pciFromText, pciOfHostdev, pciToText } from '@virt/xen-common'
import { optionsOf } from '../options.js'
import { malformed } from '../settings.js'
import type { Form, Topic } from '../topic.js'

export const pci: Topic = {
  keys: ['pci'],
  read(settings, form) {
    const hostdevs = settings.texts('pci').map((text) => deviceOf(text, form))
    return hostdevs.length === 0 ? {} : { devices: { hostdevs } }
  },
  write({ devices }) {
    const found = (devices?.hostdevs ?? []).filter(isPci)
    return found.length === 0 ? {} : { pci: found.map(deviceText) }
  },
}

/** `[DDDD:]BB:SS.F[@SLOT],permissive=1`. */
function deviceOf(text: string, { dialect }: Form): HostdevConfig {
  const [place = ''] = text.split(/[,@]/, 1)
  const address = pciFromText(place.trim())
  if (address === undefined) throw malformed('pci')
  const device = hostdevOfPci(address)
  const permissive = isOn(optionsOf(text).get('permissive'))
  return {
    ...device,
    ...(dialect === 'xl' && { driver: { name: 'xen' } }),
    ...(permissive && { source: { ...device.source, writeFiltering: false } }),
  }
}

function deviceText(device: HostdevConfig): string {
  return pciToText(pciOfHostdev(device)) + (device.source.writeFiltering === false ? ',permissive=1' : '')
}

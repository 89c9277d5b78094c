import type { HostdevConfig } from '@virt/core/config'
import { hostdevOfPci, isOn, isPci, pciFromText, pciOfHostdev, pciToText } from '@virt/xen-common'
import { optionsOf, optionsText } from '../options.js'
import { malformed } from '../settings.js'
import type { Form, Topic } from '../topic.js'

export const pci: Topic = {
  keys: ['pci'],
  read(settings, form) {
    const hostdevs = settings.texts('pci').map((text) => deviceOf(text, form))
    return hostdevs.length === 0 ? {} : { devices: { hostdevs } }
  },
  write({ devices }, form) {
    const found = (devices?.hostdevs ?? []).filter(isPci)
    return found.length === 0 ? {} : { pci: found.map((device) => deviceText(device, form)) }
  },
}

/** `[DDDD:]BB:SS.F[@SLOT],permissive=1,seize=1`: what xl seizes is taken from the host's driver by itself. */
function deviceOf(text: string, { dialect }: Form): HostdevConfig {
  const [place = ''] = text.split(/[,@]/, 1)
  const address = pciFromText(place.trim())
  if (address === undefined) throw malformed('pci')
  const device = hostdevOfPci(address)
  const options = optionsOf(text)
  const permissive = options.get('permissive')
  return {
    ...device,
    ...(isOn(options.get('seize')) && { managed: true }),
    ...(dialect === 'xl' && { driver: { name: 'xen' } }),
    ...(permissive && { source: { ...device.source, writeFiltering: !isOn(permissive) } }),
  }
}

function deviceText(device: HostdevConfig, { dialect }: Form): string {
  const { writeFiltering } = device.source
  const options = optionsText([
    ['permissive', writeFiltering === undefined ? undefined : Number(!writeFiltering)],
    ['seize', device.managed && dialect === 'xl' ? 1 : undefined],
  ])
  return [pciToText(pciOfHostdev(device)), options].filter(Boolean).join()
}

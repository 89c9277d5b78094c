import { isDeepStrictEqual } from 'node:util'
import { VirtError } from '../../errors/virt-error.js'
import { unsupported, xmlError } from '../codec/errors.js'
import type { DevicesConfig } from '../devices/devices.js'
import type { DomainConfig } from '../domain/domain.js'
import { checkBridge } from './interface.js'

/** What libvirt refuses in how devices go together (`virDomainDefValidate`). */
export function checkDevices({ type, devices = {}, seclabels = [], os }: DomainConfig): void {
  if (type !== 'xen') devices.interfaces?.forEach(checkBridge)
  checkControllers(devices, os.type.arch?.startsWith('ppc64') === true)
  checkHostdevs(devices)
  checkTpms(devices)
  const models = seclabels.flatMap(({ model }) => model ?? [])
  const twice = models.find((model, at) => models.indexOf(model) !== at)
  if (twice !== undefined)
    throw new VirtError('XML_DETAIL', `seclabel for model ${twice} is already provided`, { origin: 'DOMAIN' })
  for (const { msi, server } of devices.shmems ?? [])
    if (msi !== undefined && server === undefined)
      throw xmlError('msi option is only supported with a server', 'DOMAIN')
}

/** USB 2 controllers share an index with their companions; POWER machines have several roots. */
function checkControllers({ controllers = [] }: DevicesConfig, power: boolean): void {
  const seen = new Set<string>()
  for (const { type, index = 0, model, address } of controllers) {
    const place = `${type} ${index}`
    if (seen.has(place) && type !== 'usb')
      throw xmlError(`Multiple '${type}' controllers with index '${index}'`, 'DOMAIN')
    seen.add(place)
    const root = type === 'pci' && (model === 'pci-root' || model === 'pcie-root')
    if (root && index !== 0 && !power)
      throw xmlError('pci-root and pcie-root controllers should have index 0', 'DOMAIN')
    if (root && address !== undefined)
      throw unsupported('pci-root and pcie-root controllers should not have an address')
  }
}

function checkHostdevs({ hostdevs = [], graphics }: DevicesConfig): void {
  hostdevs.forEach(({ type, mode, source, display }, at) => {
    if (hostdevs.slice(0, at).some((other) => other.type === type && isDeepStrictEqual(other.source, source)))
      throw xmlError('Hostdev already exists in the domain configuration', 'DOMAIN')
    if (display === true && graphics === undefined)
      throw unsupported("graphics device is needed for attribute value 'display=on' in <hostdev>")
    if (type === 'mdev' && mode === 'subsystem' && source.address?.uuid === undefined)
      throw unsupported("Missing 'uuid' attribute for element <address>")
  })
}

function checkTpms({ tpms = [] }: DevicesConfig): void {
  const proxies = tpms.filter(({ model }) => model === 'spapr-tpm-proxy').length
  if (proxies > 1) throw unsupported('only a single TPM Proxy device is supported')
  if (tpms.length - proxies > 1) throw unsupported('only a single TPM non-proxy device is supported')
}

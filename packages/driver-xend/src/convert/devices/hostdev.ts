import type { HostdevConfig } from '@virt/core/config'
import { hex, hostdevOfPci, pciOfHostdev, unsupported } from '@virt/xen-common'
import { children, text, type Sxp } from '../../sxp/index.js'
import { incomplete } from '../errors.js'
import { devicesOf } from '../items.js'
import type { Part } from '../part.js'

/** `(device (pci (dev ...)(dev ...)))`: one device for all. */
export const hostdevs: Part = {
  read({ domain }) {
    const found = devicesOf(domain, ['pci']).flatMap((pci) => children(pci, 'dev').map(hostdevFromSxp))
    return found.length === 0 ? {} : { devices: { hostdevs: found } }
  },
  write: ({ devices: { hostdevs = [] } }) =>
    hostdevs.length === 0 ? [] : [['device', hostdevsToSxp(hostdevs)]],
}

function hostdevFromSxp(dev: Sxp): HostdevConfig {
  return hostdevOfPci({
    domain: number(dev, 'domain'),
    bus: number(dev, 'bus'),
    slot: number(dev, 'slot'),
    function: number(dev, 'func'),
  })
}

function number(dev: Sxp, name: string): number {
  const [, digits] = /^(?:0[xX])?([0-9a-fA-F]{1,8})$/.exec(text(dev, name) ?? '') ?? []
  if (digits === undefined) throw incomplete(`pci device has no ${name}`)
  return parseInt(digits, 16)
}

/** `(pci (dev (domain 0x0000)(bus 0x00)(slot 0x1b)(func 0x0))...)`. */
export function hostdevsToSxp(hostdevs: readonly HostdevConfig[]): Sxp {
  return ['pci', ...hostdevs.map(devOf)]
}

function devOf(hostdev: HostdevConfig): Sxp {
  if (hostdev.managed) throw unsupported('xend has no managed PCI devices')
  const { domain, bus, slot, function: unit } = pciOfHostdev(hostdev)
  return [
    'dev',
    ['domain', `0x${hex(domain, 4)}`],
    ['bus', `0x${hex(bus, 2)}`],
    ['slot', `0x${hex(slot, 2)}`],
    ['func', `0x${hex(unit, 1)}`],
  ]
}

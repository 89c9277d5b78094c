import type { DeviceConfig, DevicesConfig } from '@virt/core/config'
import { unsupported } from '../plan.js'
import type { MachineFamily } from '../machine-family.js'
import { withAddresses } from './assign.js'

const lists: Readonly<Record<string, keyof DevicesConfig>> = {
  memory: 'memories',
  watchdog: 'watchdogs',
  graphics: 'graphics',
}
const single: ReadonlySet<string> = new Set(['memballoon', 'nvram', 'iommu', 'vsock', 'redirfilter'])

/**
 * The device with a place among those that a running domain has: what {@link withAddresses} would give it, without a
 * controller that is not there yet.
 *
 * @throws CONFIG_UNSUPPORTED "No more available PCI slots" when there is no room; XML_ERROR when its own place is taken.
 */
export function placeDevice(
  device: DeviceConfig,
  devices: DevicesConfig,
  family: MachineFamily,
): DeviceConfig {
  const [[kind, value] = ['', undefined]] = Object.entries(device) as [string, unknown][]
  if (single.has(kind))
    return { [kind]: among({ ...devices, [kind]: value }, family)[kind as 'vsock'] } as DeviceConfig
  const list = lists[kind] ?? (`${kind}s` as keyof DevicesConfig)
  const others = (devices[list] ?? []) as readonly unknown[]
  const placed = among({ ...devices, [list]: [...others, value] }, family)[list] as readonly unknown[]
  return { [kind]: placed[others.length] } as unknown as DeviceConfig
}

function among(wanted: DevicesConfig, family: MachineFamily): DevicesConfig {
  const placed = withAddresses(wanted, family)
  const asked = wanted.controllers?.length ?? 0
  if ((placed.controllers?.length ?? 0) > asked) throw unsupported('No more available PCI slots')
  if ((placed.hubs?.length ?? 0) > (wanted.hubs?.length ?? 0)) throw unsupported('No free USB ports')
  return placed
}

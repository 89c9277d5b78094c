import type { ControllerConfig, DevicesConfig, PciAddress, SoundConfig, VideoConfig } from '@virt/core/config'
import type { MachineFamily } from '../machine-family.js'
import { needsPlace } from './needs-place.js'
import type { PciTopology } from './pci-topology.js'

/** What a machine's chipset occupies, and the places that its customary devices have by tradition. */
export interface Chipset {
  readonly slots: readonly number[]
  readonly screen: number
  readonly controller?: (controller: ControllerConfig) => PciAddress | undefined
  readonly sound?: (sound: SoundConfig) => PciAddress | undefined
}

const at = (slot: number, fn: number): PciAddress => ({
  type: 'pci',
  domain: 0,
  bus: 0,
  slot,
  function: fn,
})

/** The functions of an EHCI controller and its companions. */
const ich9Functions: Readonly<Record<string, number>> = {
  'ich9-ehci1': 7,
  'ich9-uhci1': 0,
  'ich9-uhci2': 1,
  'ich9-uhci3': 2,
}

const chipsets: Readonly<Partial<Record<MachineFamily['name'], Chipset>>> = {
  i440fx: {
    slots: [1],
    screen: 2,
    controller: ({ type, index, model }) => {
      if (index !== 0) return undefined
      if (type === 'ide') return at(1, 1)
      return type === 'usb' && model === 'piix3-uhci' ? at(1, 2) : undefined
    },
  },
  q35: {
    slots: [0x1f],
    screen: 1,
    controller: ({ type, index = 0, model = '' }) => {
      if (type === 'sata' && index === 0) return at(0x1f, 2)
      const fn = type === 'usb' ? ich9Functions[model] : undefined
      return fn === undefined || index > 1 ? undefined : at(index === 0 ? 0x1d : 0x1a, fn)
    },
    sound: ({ model }) => (model === 'ich9' ? at(0x1b, 0) : undefined),
  },
}

/** The chipset of a machine that has its own idea of where things are. */
export function chipsetOf({ name }: MachineFamily): Chipset | undefined {
  return chipsets[name]
}

/** The devices of the chipset where the chipset has them, and the first screen where firmware looks for it. */
export function withChipsetPlaces(
  devices: DevicesConfig,
  chipset: Chipset,
  topology: PciTopology,
): DevicesConfig {
  const controllers = devices.controllers?.map((controller) => {
    const address = needsPlace(controller.address) ? chipset.controller?.(controller) : undefined
    return address ? { ...controller, address } : controller
  })
  const sounds = devices.sounds?.map((sound) => {
    const address = needsPlace(sound.address) ? chipset.sound?.(sound) : undefined
    if (!address || !topology.isFree(address.slot ?? 0)) return sound
    topology.occupy(address.slot ?? 0, [0])
    return { ...sound, address }
  })
  return { ...devices, controllers, sounds, videos: placeScreen(devices.videos, chipset, topology) }
}

function placeScreen(
  videos: readonly VideoConfig[] | undefined,
  { screen }: Chipset,
  topology: PciTopology,
): readonly VideoConfig[] | undefined {
  const [first, ...others] = videos ?? []
  const type = first?.model?.type
  if (!first || type === 'none' || type === 'ramfb' || !needsPlace(first.address)) return videos
  if (!topology.isFree(screen)) return videos
  topology.occupy(screen, [0])
  return [{ ...first, address: at(screen, 0) }, ...others]
}

/** The function of a USB 2 controller or companion in the slot that they share. */
export function companionFunction({ type, model = '' }: ControllerConfig): number | undefined {
  return type === 'usb' ? ich9Functions[model] : undefined
}

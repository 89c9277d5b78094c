import type { ControllerConfig } from '@virt/core/config'
import { checkControllers } from './controllers.js'
import { checkDisks } from './disks.js'
import { checkFeatures } from './features.js'
import { checkHostdevs } from './hostdevs.js'
import { checkInputs } from './inputs.js'
import { checkIoThreads } from './iothreads.js'
import { checkLines } from './lines.js'
import { checkOthers } from './others.js'
import { checkPlaces } from './places.js'
import { checkProcessors } from './processors.js'
import { checkVideos } from './videos.js'
import { usesUsb } from '../addresses/usb.js'
import { checkDomain } from './domain.js'
import { checkFilesystems } from './filesystems.js'
import { checkTimers } from './timers.js'
import { checkTuning } from './tuning.js'
import { checkWatchdogs } from './watchdogs.js'
import { checkMachine } from './machine.js'
import { checkMemory } from './memory.js'
import { checkInterfaces } from './interfaces.js'
import { unsupported, type Plan } from '../plan.js'

/** Refuse a definition that contradicts itself or its machine, in libvirt's words. */
export function checkConsistent(plan: Plan): void {
  const { devices } = plan.config
  checkDomain(plan)
  checkMachine(plan)
  checkTimers(plan)
  checkFeatures(plan)
  checkProcessors(plan)
  checkMemory(plan)
  checkTuning(plan.config)
  checkIoThreads(plan.config)
  checkDisks(plan, devices?.disks ?? [])
  for (const controller of devices?.controllers ?? []) checkController(plan, controller)
  checkControllers(devices?.controllers ?? [], plan.family)
  checkInterfaces(devices?.interfaces ?? [])
  checkHostdevs(devices?.hostdevs ?? [])
  checkVideos(plan.config)
  checkInputs(devices?.inputs ?? [])
  checkLines(devices ?? {}, plan.family)
  checkFilesystems(plan.config)
  checkWatchdogs(devices?.watchdogs ?? [], plan.family)
  checkOthers(plan.config)
  checkPlaces(devices ?? {}, plan.family)
  checkUsb(plan)
}

const lastHostBridge = 30
const placedByUser = /^(pcie-switch-|dmi-to-pci)/

function checkController(plan: Plan, controller: ControllerConfig): void {
  const { type, index, model, master, address } = controller
  const root = plan.family.pci?.bus === 'pcie.0' ? 'pcie-root' : 'pci-root'
  if (type === 'pci' && index === 0 && model !== root)
    throw unsupported(
      `The PCI controller with index='0' must be model='${root}' for this machine type, but model='${model ?? ''}' was found instead`,
    )
  if (type === 'pci' && placedByUser.test(model ?? '') && address === undefined)
    throw unsupported(`PCI controller of model '${model ?? ''}' needs an address`)
  if (type === 'pci' && model === 'pci-root') checkHostBridge(controller)
  if (type === 'usb' && isCompanion(model, master) && !hasMaster(plan, index))
    throw unsupported('No master USB controller specified')
}

/** What libvirt demands of pseries' host bridges: `target` is the number that the machine knows each by. */
function checkHostBridge({ index, target }: ControllerConfig): void {
  const number = target?.index
  if (number !== undefined && number > lastHostBridge)
    throw unsupported(`PCI controller target index '${number}' out of range - must be 0-${lastHostBridge}`)
  if (number !== undefined && index !== undefined && (index === 0) !== (number === 0))
    throw unsupported('Only the PCI controller with index 0 can have target index 0, and vice versa')
  if (index === 0 && target?.node !== undefined)
    throw unsupported("The PCI controller with index=0 can't be associated with a NUMA node")
}

function isCompanion(model: string | undefined, master: ControllerConfig['master']): boolean {
  return master !== undefined || (model?.startsWith('ich9-uhci') ?? false)
}

function hasMaster({ config }: Plan, index: number | undefined): boolean {
  return (config.devices?.controllers ?? []).some(
    (other) => other.type === 'usb' && other.index === index && !isCompanion(other.model, other.master),
  )
}

function checkUsb({ config }: Plan): void {
  const { inputs = [], disks = [], controllers = [] } = config.devices ?? {}
  const disabled = controllers.some(({ type, model }) => type === 'usb' && model === 'none')
  if (disabled && inputs.some(({ bus }) => bus === 'usb'))
    throw unsupported("Can't add USB input device. USB bus is disabled")
  if (disabled && disks.some(({ target }) => target.bus === 'usb'))
    throw unsupported("Can't add USB disk. USB bus is disabled")
  if (disabled && usesUsb(config.devices ?? {}))
    throw unsupported("Can't add USB device. USB bus is disabled")
}

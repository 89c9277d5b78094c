import { randomBytes } from 'node:crypto'
import type {
  ControllerConfig,
  DeviceConfig,
  DiskConfig,
  DomainConfig,
  InterfaceConfig,
  MemoryDeviceConfig,
} from '@virt/core/config'
import type { AffectFlags, Call } from '@virt/core/driver'
import { VirtError } from '@virt/core/driver'
import { completeLive } from '../command-line/complete-live.js'
import { liveChange } from '../command-line/live/change.js'
import { checkDisk } from '../engine/check-disks.js'
import { commandContext } from '../engine/command-context.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { saveRuntime } from '../engine/runtime.js'
import { changeBoth } from './change-both.js'
import { checkPlug } from './check-plug.js'
import { deviceOf, devicesOfKind, isSingle, withDevice, type Device } from './device-places.js'
import { resolveDevice, withHostEnds } from './host-end.js'
import { addParts } from './plug-parts.js'
import { failed, invalid } from './refusals.js'

/** Give a domain a device, its definition, or both. */
export async function attachDevice(
  context: EngineContext,
  domain: ManagedDomain,
  config: DeviceConfig,
  flags: AffectFlags,
  call: Call,
): Promise<void> {
  const device = nameless(deviceOf(config))
  await changeBoth(context, domain, flags, call, {
    live: (guest) => plug(context, domain, guest, device, call),
    config: (definition) => {
      checkNew(definition, device, (detail) => new VirtError('INVALID_ARG', detail, { origin: 'QEMU' }))
      return plugged(definition, device)
    },
  })
}

async function plug(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  device: Device,
  call: Call,
): Promise<void> {
  checkPlug(device, 'attach')
  checkNew(guest.config, device, failed)
  if (device.kind === 'disk') await checkDisk(device.value as DiskConfig)
  const before = guest.config
  const surroundings = await commandContext(context, domain, before)
  const wanted = plugged(before, resolveDevice(context, device))
  const { added, setup, config } = liveChange(before, wanted, surroundings)
  await inState(context, domain, guest, config, () =>
    withHostEnds(before, config, async () => {
      const terminals = await addParts(guest, added, setup, call)
      const chardevs = [...terminals].map(([label, path]) => ({
        label,
        filename: `pty:${path}`,
        'frontend-open': false,
      }))
      guest.config = completeLive(config, { chardevs })
      saveRuntime(context, domain, guest)
    }),
  )
  const known = new Set(devicesOfKind(before, device.kind).map(({ alias }) => alias))
  const [come] = devicesOfKind(guest.config, device.kind).filter(({ alias }) => !known.has(alias))
  context.events.emit({ type: 'deviceAdded', domain: domain.ref, device: come?.alias ?? '' })
}

/**
 * Do something to QEMU with the description that will hold afterwards already written down: an engine that is killed
 * meanwhile leaves a description that says at least what is there, and the next one compares it with QEMU.
 */
async function inState(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  config: DomainConfig,
  work: () => Promise<void>,
): Promise<void> {
  const before = guest.config
  try {
    guest.config = config
    saveRuntime(context, domain, guest)
    await work()
  } catch (error) {
    guest.config = before
    if (domain.guest === guest) saveRuntime(context, domain, guest)
    throw error
  }
}

/** The description with a device more. A memory module brings memory. */
function plugged(config: DomainConfig, device: Device): DomainConfig {
  const more = withDevice(config, device)
  if (device.kind !== 'memory') return more
  const { size } = (device.value as MemoryDeviceConfig).target
  return {
    ...more,
    memory: more.memory + size,
    currentMemory: more.currentMemory && more.currentMemory + size,
  }
}

/** Without what a domain gives it, and with an address of its own if it is a network card. */
function nameless({ kind, value }: Device): Device {
  const alias = value.alias?.startsWith('ua-') ? value.alias : undefined
  if (kind === 'disk') {
    const { source } = value as DiskConfig
    return {
      kind,
      value: { ...value, alias, source: source && { ...source, index: undefined } } as DiskConfig,
    }
  }
  if (kind !== 'interface') return { kind, value: { ...value, alias } }
  const { mac = { address: randomAddress() } } = value as InterfaceConfig
  return { kind, value: { ...value, alias, mac } as InterfaceConfig }
}

function randomAddress(): string {
  const digits = randomBytes(3).toString('hex')
  return `52:54:00:${digits.slice(0, 2)}:${digits.slice(2, 4)}:${digits.slice(4)}`
}

/** Refuse what the domain has already. */
function checkNew(
  config: DomainConfig,
  { kind, value }: Device,
  refuse: (detail: string) => VirtError,
): void {
  const have = devicesOfKind(config, kind)
  if (kind === 'disk') checkTarget(have as readonly DiskConfig[], (value as DiskConfig).target.dev, refuse)
  if (kind === 'controller')
    checkController(have as readonly ControllerConfig[], value as ControllerConfig, refuse)
  if ((isSingle(kind) || kind === 'watchdog') && have.length > 0)
    throw invalid(`the domain already has a ${kind} device`)
  if (value.alias !== undefined && have.some(({ alias }) => alias === value.alias))
    throw refuse(`non unique alias detected: ${value.alias}`)
}

function checkTarget(disks: readonly DiskConfig[], dev: string, refuse: (detail: string) => VirtError): void {
  if (disks.some(({ target }) => target.dev === dev)) throw refuse(`target ${dev} already exists`)
}

function checkController(
  have: readonly ControllerConfig[],
  { type, index }: ControllerConfig,
  refuse: (detail: string) => VirtError,
): void {
  if (index !== undefined && have.some((row) => row.type === type && row.index === index))
    throw refuse(`target ${type}:${index} already exists`)
}

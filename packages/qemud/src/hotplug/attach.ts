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
import { checkLabels } from '../engine/check-labels.js'
import { commandContext } from '../engine/command-context.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { noteRuntime } from '../engine/runtime.js'
import { changeBoth } from './change-both.js'
import { checkPlug } from './check-plug.js'
import { deviceOf, devicesOfKind, isSingle, withDevice, type Device } from './device-places.js'
import { resolveDevice, withHostEnds } from './host-end.js'
import { inState } from '../engine/in-state.js'
import { addParts, type Terminals } from './plug-parts.js'
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
  wanted: Device,
  call: Call,
): Promise<void> {
  checkPlug(wanted, 'attach')
  checkLabels(wanted.value)
  checkNew(guest.config, wanted, failed)
  if (wanted.kind === 'disk') await checkDisk(wanted.value as DiskConfig)
  const before = guest.config
  const surroundings = await commandContext(context, domain, plugged(before, wanted))
  const after = plugged(before, resolveDevice(context, wanted))
  const change = liveChange(before, after, surroundings)
  checkRoom(after, change.config)
  await inState(context, domain, guest, change.config, () =>
    withHostEnds(domain, guest, before, change.config, async () => {
      guest.config = withTerminals(change.config, await addParts(guest, change.added, change.setup, call))
      noteRuntime(context, domain, guest)
    }),
  )
  if (wanted.kind === 'memory') guest.memory += sizeOf(wanted)
  const alias = newAlias(before, guest.config, wanted.kind)
  context.events.emit({ type: 'deviceAdded', domain: domain.ref, device: alias })
}

/** A running machine does not grow: a place for a device is free, or there is none. */
function checkRoom(wanted: DomainConfig, placed: DomainConfig): void {
  const bridges = ({ devices }: DomainConfig): number =>
    devices?.controllers?.filter(({ type }) => type === 'pci').length ?? 0
  const hubs = ({ devices }: DomainConfig): number => devices?.hubs?.length ?? 0
  if (bridges(placed) > bridges(wanted)) throw failed('No more available PCI slots')
  if (hubs(placed) > hubs(wanted)) throw failed('No free USB ports')
}

function withTerminals(config: DomainConfig, terminals: Terminals): DomainConfig {
  const chardevs = [...terminals].map(([label, path]) => ({
    label,
    filename: `pty:${path}`,
    'frontend-open': false,
  }))
  return completeLive(config, { chardevs })
}

function newAlias(before: DomainConfig, after: DomainConfig, kind: Device['kind']): string {
  const known = new Set(devicesOfKind(before, kind).map(({ alias }) => alias))
  return devicesOfKind(after, kind).find(({ alias }) => !known.has(alias))?.alias ?? ''
}

/** The description with a device more. A memory module brings memory. */
function plugged(config: DomainConfig, device: Device): DomainConfig {
  const more = withDevice(config, device)
  if (device.kind !== 'memory') return more
  const size = sizeOf(device)
  return {
    ...more,
    memory: more.memory + size,
    currentMemory: more.currentMemory && more.currentMemory + size,
  }
}

function sizeOf({ value }: Device): number {
  return (value as MemoryDeviceConfig).target.size
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

import { isDeepStrictEqual } from 'node:util'
import type { DeviceConfig, DomainConfig, InterfaceConfig } from '@virt/core/config'
import type { Call, UpdateFlags } from '@virt/core/driver'
import { checkLabels } from '../engine/check-labels.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { changeBoth } from './change-both.js'
import { changeMedium } from './change-medium.js'
import { deviceOf, withChanged, type AnyDevice, type Device, type DeviceKind } from './device-places.js'
import { findDevice } from './find-device.js'
import { limitInterface } from './interface-tune.js'
import { unsupported } from './refusals.js'
import { retune } from './retune.js'
import {
  changedBalloon,
  changedInterface,
  changedMemory,
  changedScreen,
  type Changed,
} from './update-kinds.js'

/** Change what a device of a domain is backed by or how it is tuned, in its definition, or both. */
export async function updateDevice(
  context: EngineContext,
  domain: ManagedDomain,
  config: DeviceConfig,
  flags: UpdateFlags,
  call: Call,
): Promise<void> {
  const wanted = deviceOf(config)
  await changeBoth(context, domain, flags, call, {
    live: (guest) => updateLive(context, domain, guest, wanted, flags, call),
    config: (definition) => replaced(definition, wanted),
  })
}

const kinds: { readonly [K in DeviceKind]?: (old: AnyDevice, wanted: AnyDevice) => Changed } = {
  interface: changedInterface,
  graphics: changedScreen,
  memballoon: changedBalloon,
  memory: changedMemory,
}

async function updateLive(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  wanted: Device,
  flags: UpdateFlags,
  call: Call,
): Promise<void> {
  checkLabels(wanted.value)
  const found = findDevice(guest.config, wanted)
  if (wanted.kind === 'disk') return changeMedium(context, domain, guest, { found, wanted, flags }, call)
  const change = kinds[wanted.kind]
  if (!change) throw unsupported(`live update of device '${wanted.kind}' is not supported`)
  const { device, requests } = change(found.value, wanted.value)
  if (wanted.kind === 'interface') await relimit(found.value as InterfaceConfig, device as InterfaceConfig)
  await retune(context, domain, guest, withChanged(guest.config, found, device), requests, call)
}

async function relimit(old: InterfaceConfig, changed: InterfaceConfig): Promise<void> {
  if (!isDeepStrictEqual(old.bandwidth, changed.bandwidth)) await limitInterface(changed)
}

/** In a definition the new description counts, with the place and the name of the old one where it has none. */
function replaced(definition: DomainConfig, wanted: Device): DomainConfig {
  const found = findDevice(definition, wanted)
  const { alias, address } = found.value
  const name = wanted.value.alias?.startsWith('ua-') ? wanted.value.alias : alias
  return withChanged(definition, found, {
    ...wanted.value,
    alias: name,
    address: wanted.value.address ?? address,
  })
}

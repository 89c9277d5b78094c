import type { BandwidthRate, DomainConfig, InterfaceConfig } from '@virt/core/config'
import type { AffectFlags, Call, InterfaceParameters } from '@virt/core/driver'
import { tapTypes } from '../command-line/interfaces/taps.js'
import { targetOf } from '../engine/affect.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import { police, shape } from '../networks/host/bandwidth.js'
import { run, tryRun } from '../networks/host/run.js'
import { changeBoth } from './change-both.js'
import { withChanged } from './device-places.js'
import { checkParameters, wrong } from './parameters.js'
import { unsupported } from './refusals.js'
import { retune } from './retune.js'

const directions = ['inbound', 'outbound'] as const
type Direction = (typeof directions)[number]

const fields = {
  inbound: ['average', 'peak', 'burst', 'floor'],
  outbound: ['average', 'peak', 'burst'],
} as const

/** libvirt's names of all limits. */
const names: readonly string[] = directions.flatMap((direction) =>
  fields[direction].map((field) => `${direction}.${field}`),
)

/** All limits of an interface, live or as defined. */
export function interfaceParameters(
  domain: ManagedDomain,
  device: string,
  flags: AffectFlags,
): InterfaceParameters {
  const { guest, definition } = targetOf(domain, flags)
  const { bandwidth } = findInterface(guest?.config ?? definition, device)
  const rows = directions.flatMap((direction) =>
    fields[direction].map(
      (field) => [`${direction}.${field}`, bandwidth?.[direction]?.[field] ?? 0] as const,
    ),
  )
  return Object.fromEntries(rows)
}

/** Change limits of an interface. */
export async function setInterfaceParameters(
  context: EngineContext,
  domain: ManagedDomain,
  device: string,
  parameters: InterfaceParameters,
  flags: AffectFlags,
  call: Call,
): Promise<void> {
  checkParameters(parameters, names)
  const changed = (nic: InterfaceConfig): InterfaceConfig => {
    checkLimitable(nic)
    const bandwidth = { ...nic.bandwidth }
    for (const direction of directions)
      if (speaksOf(parameters, direction)) bandwidth[direction] = rateOf(parameters, direction)
    return { ...nic, bandwidth: bandwidth.inbound || bandwidth.outbound ? bandwidth : undefined }
  }
  const within = (config: DomainConfig): DomainConfig => {
    const nic = findInterface(config, device)
    return withChanged(config, { kind: 'interface', value: nic }, changed(nic))
  }
  await changeBoth(context, domain, flags, call, {
    live: async (guest) => {
      await limitInterface(changed(findInterface(guest.config, device)))
      await retune(context, domain, guest, within(guest.config), [], call)
    },
    config: within,
  })
}

/** Bring the limits of an interface's host side to what its description says. */
export async function limitInterface({ type, target, bandwidth }: InterfaceConfig): Promise<void> {
  const name = target?.dev
  checkLimitable({ type })
  if (name === undefined) throw unsupported('setting bandwidth on interfaces without a device of the host')
  await tryRun('tc', ['qdisc', 'del', 'dev', name, 'root'])
  await tryRun('tc', ['qdisc', 'del', 'dev', name, 'ingress'])
  const { inbound, outbound } = bandwidth ?? {}
  const commands = [...(inbound ? shape(name, inbound) : []), ...(outbound ? police(name, outbound) : [])]
  if (commands.length > 0) await run('tc', ['-batch', '-'], commands.map((line) => `${line}\n`).join(''))
}

function checkLimitable({ type }: Pick<InterfaceConfig, 'type'>): void {
  if (!tapTypes.has(type))
    throw unsupported(`setting bandwidth on interfaces of type '${type}' is not implemented yet`)
}

function findInterface(config: DomainConfig | undefined, device: string): InterfaceConfig {
  const address = device.toLowerCase()
  const found = config?.devices?.interfaces?.find(
    ({ target, mac }) => target?.dev === device || mac?.address.toLowerCase() === address,
  )
  if (found) return found
  throw wrong(`Can't find device ${device}`)
}

function speaksOf(parameters: InterfaceParameters, direction: Direction): boolean {
  return Object.keys(parameters).some((name) => name.startsWith(`${direction}.`))
}

function rateOf(parameters: InterfaceParameters, direction: Direction): BandwidthRate | undefined {
  const values = fields[direction].map((field) => [field, parameters[`${direction}.${field}`] || undefined])
  const rate = Object.fromEntries(values) as BandwidthRate
  return rate.average === undefined && rate.floor === undefined ? undefined : rate
}

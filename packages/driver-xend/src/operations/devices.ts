import type { DeviceConfig } from '@virt/core/config'
import { type Call, type DomainOperations, VirtError } from '@virt/core/driver'
import { pciToText } from '@virt/xen-common'
import { checkAffected } from '../affect.js'
import { deviceToSxp } from '../convert/index.js'
import { redefine } from '../definition.js'
import { type DeviceIdentity, entryOf, identityOf, isCdrom, typeOf, withoutDevice } from '../device-entry.js'
import { diskNumber } from '../disk-number.js'
import type { Located } from '../inventory.js'
import { type Facts, isActive, osTypeOf } from '../protocol/facts.js'
import { formatSxp, type Sxp, text } from '../sxp/index.js'
import { notValid, refusal } from '../transport/failure.js'
import type { XendHost } from '../xend-host.js'

type Devices = Pick<DomainOperations, 'attachDevice' | 'detachDevice' | 'updateDevice'>

export function deviceOperations(host: XendHost): Devices {
  const { inventory, watch } = host
  return {
    async attachDevice(domain, device, flags, call) {
      const found = await inventory.find(domain, call)
      await checkAffected(host, found.facts, flags)
      const identity = identityOf(device)
      const entry = entryOf(found.facts.sxp, identity)
      if (entry && !(identity.kind === 'disk' && isCdrom(entry) && isActive(found.facts)))
        throw notValid(`the domain has ${named(identity)} already`)
      const sxp = described(host, found.facts, device)
      await watch.during({ domain }, () =>
        plug(host, found, { sxp, identity, present: entry !== undefined }, call),
      )
    },

    async detachDevice(domain, device, flags, call) {
      const found = await inventory.find(domain, call)
      await checkAffected(host, found.facts, flags)
      const identity = identityOf(device)
      const entry = entryOf(found.facts.sxp, identity)
      if (!entry) throw missing(identity)
      await watch.during({ domain }, () => unplug(host, found, { entry, device, identity }, call))
      return 'detached'
    },

    async updateDevice(domain, device, flags, call) {
      const found = await inventory.find(domain, call)
      await checkAffected(host, found.facts, flags)
      const identity = identityOf(device)
      const entry = entryOf(found.facts.sxp, identity)
      if (!entry) throw missing(identity)
      if (identity.kind !== 'disk' || !isCdrom(entry))
        throw refusal(
          'OPERATION_UNSUPPORTED',
          'xend changes the medium of a CD-ROM drive, and no other device',
        )
      const sxp = described(host, found.facts, device)
      await watch.during({ domain }, () => change(host, found, { sxp, identity, present: true }, call))
    },
  }
}

interface Plugged {
  readonly sxp: readonly Sxp[]
  readonly identity: DeviceIdentity
  /** A drive, whose medium is changed. */
  readonly present: boolean
}

async function plug(
  host: XendHost,
  found: Located,
  { sxp, identity, present }: Plugged,
  call: Call,
): Promise<void> {
  const { facts, reference } = found
  if (!isActive(facts)) return redefine(host, facts, (definition) => [...definition, ['device', sxp]], call)
  if (identity.kind === 'pci') return configurePci(host, found, sxp, identity, 'Initialising', call)
  const config = formatSxp(sxp)
  if (present && identity.kind === 'disk')
    return changeMedium(host, reference, { config, dev: diskNumber(identity.target) }, call)
  await host.xend.operate(reference, 'device_create', { config }, call)
}

/** Over HTTP only xend 3.1 to 3.4 change media; the others refuse it in words that speak of something else. */
async function changeMedium(
  { xend, node: { version } }: XendHost,
  reference: string,
  parameters: { readonly config: string; readonly dev: number | string },
  call: Call,
): Promise<void> {
  try {
    await xend.operate(reference, 'device_configure', parameters, call)
  } catch (thrown) {
    const able = version >= 3_001_000 && version < 4_000_000
    if (able || !VirtError.is(thrown) || !refusals.has(thrown.code)) throw thrown
    throw refusal('OPERATION_UNSUPPORTED', 'this version of xend changes no media', thrown)
  }
}

const refusals: ReadonlySet<string> = new Set(['CONFIG_UNSUPPORTED', 'DEVICE_MISSING', 'OPERATION_FAILED'])

async function change(host: XendHost, found: Located, plugged: Plugged, call: Call): Promise<void> {
  const { sxp, identity } = plugged
  if (isActive(found.facts)) return plug(host, found, plugged, call)
  const changed = (definition: readonly Sxp[]): readonly Sxp[] => [
    ...withoutDevice(definition, identity),
    ['device', sxp],
  ]
  return redefine(host, found.facts, changed, call)
}

interface Unplugged {
  readonly entry: readonly Sxp[]
  readonly device: DeviceConfig
  readonly identity: DeviceIdentity
}

async function unplug(
  host: XendHost,
  found: Located,
  { entry, device, identity }: Unplugged,
  call: Call,
): Promise<void> {
  const { facts, reference } = found
  if (!isActive(facts))
    return redefine(host, facts, (definition) => withoutDevice(definition, identity), call)
  if (identity.kind === 'pci')
    return configurePci(host, found, described(host, facts, device), identity, 'Closing', call)
  const type = typeOf(entry)
  const dev =
    identity.kind === 'disk'
      ? diskNumber(identity.target)
      : await interfaceNumber(host, found, identity, call)
  await host.xend.operate(reference, 'device_destroy', { type, dev, force: 0, rm_cfg: 1 }, call)
}

/** The functions of a PCI bus are the configuration of one device: they come and go by their state. */
async function configurePci(
  { xend }: XendHost,
  { reference }: Located,
  sxp: readonly Sxp[],
  { place }: Extract<DeviceIdentity, { kind: 'pci' }>,
  state: 'Initialising' | 'Closing',
  call: Call,
): Promise<void> {
  const stateless = sxp.filter((item) => !(Array.isArray(item) && item[0] === 'state'))
  const config = formatSxp([...stateless, ['state', state]])
  await xend.operate(reference, 'device_configure', { config, dev: pciToText(place) }, call)
}

/** xend numbers interfaces as they come: the one with this address is asked for. */
async function interfaceNumber(
  { xend }: XendHost,
  { reference }: Located,
  identity: Extract<DeviceIdentity, { kind: 'interface' }>,
  call: Call,
): Promise<string> {
  const rows = await xend.operate(reference, 'devices', { type: 'vif' }, call)
  for (const row of Array.isArray(rows) ? (rows as readonly Sxp[]) : []) {
    const [number, settings] = Array.isArray(row) ? (row as readonly Sxp[]) : []
    if (typeof number === 'string' && settings && text(settings, 'mac')?.toLowerCase() === identity.mac)
      return number
  }
  throw missing(identity)
}

const described = ({ node }: XendHost, facts: Facts, device: DeviceConfig): readonly Sxp[] =>
  deviceToSxp(device, { configVersion: node.configVersion, hvm: osTypeOf(facts) === 'hvm' }) as readonly Sxp[]

function named(identity: DeviceIdentity): string {
  if (identity.kind === 'disk') return `a disk '${identity.target}'`
  if (identity.kind === 'interface') return `an interface '${identity.mac ?? 'without address'}'`
  return `the PCI device ${pciToText(identity.place)}`
}

const missing = (identity: DeviceIdentity): Error =>
  refusal('DEVICE_MISSING', `the domain does not have ${named(identity)}`)

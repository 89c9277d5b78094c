import { type DeviceConfig, type DomainConfig, parseDevice } from '../../config.js'
import type { RuleContext } from '../context.js'
import { equal, eventually, expect, refused } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { deviceOf } from '../samples.js'

/** How many devices of the kind a description has. */
function countOf(config: DomainConfig, kind: string): number {
  const devices = (config.devices ?? {}) as Readonly<Record<string, unknown>>
  const found = devices[`${kind}s`] ?? devices[kind] ?? []
  return Array.isArray(found) ? found.length : 1
}

function kindOf(context: RuleContext): string {
  const device = deviceOf(context)
  const config: DeviceConfig = typeof device === 'string' ? parseDevice(device) : device
  return Object.keys(config)[0] ?? ''
}

const pluggedIn = rule(
  'domains.attachDevice gives a domain that runs a device, and domains.detachDevice takes it',
  ['domains.attachDevice', 'domains.detachDevice', 'domains.config'],
  async (context) => {
    const domain = await context.running()
    const kind = kindOf(context)
    const before = countOf(await domain.config(), kind)
    await domain.attachDevice(deviceOf(context))
    equal(countOf(await domain.config(), kind), before + 1, `how many devices '${kind}' it has with one more`)
    await domain.detachDevice(deviceOf(context))
    await eventually(context.limits.answerWithin, async () =>
      equal(countOf(await domain.config(), kind), before, `how many devices '${kind}' it has without it`),
    )
  },
)

const configured = rule(
  'a device that is attached to a domain that is off is in its definition',
  ['domains.attachDevice', 'domains.detachDevice', 'domains.config', 'domains.define'],
  async (context) => {
    const domain = await context.define()
    const kind = kindOf(context)
    const before = countOf(await domain.config(), kind)
    await domain.attachDevice(deviceOf(context))
    equal(countOf(await domain.config(), kind), before + 1, `how many devices '${kind}' it has`)
    await domain.detachDevice(deviceOf(context))
    equal(countOf(await domain.config(), kind), before, `how many devices '${kind}' it has afterwards`)
  },
)

const liveOnly = rule(
  "domains.attachDevice with 'live' leaves the definition alone",
  ['domains.attachDevice', 'domains.config', 'domains.define', 'domains.start'],
  async (context) => {
    const domain = await context.running()
    const kind = kindOf(context)
    const before = countOf(await domain.config({ inactive: true }), kind)
    await domain.attachDevice(deviceOf(context), { live: true })
    equal(
      countOf(await domain.config({ inactive: true }), kind),
      before,
      `how many devices '${kind}' are defined`,
    )
  },
)

const missing = rule(
  'domains.detachDevice of a device that the domain does not have is DEVICE_MISSING',
  ['domains.detachDevice'],
  async (context) => {
    const domain = await context.running()
    await refused(domain.detachDevice(deviceOf(context)), 'DEVICE_MISSING', 'detaching it')
  },
)

const told = rule(
  'a device that comes and goes is told',
  ['domains.attachDevice', 'domains.detachDevice', 'domains.subscribe'],
  async (context) => {
    const domain = await context.running()
    const events = await context.record()
    await domain.attachDevice(deviceOf(context))
    const { device: added } = await events.first(domain.uuid, 'deviceAdded')
    await domain.detachDevice(deviceOf(context))
    const { device: removed } = await events.first(domain.uuid, 'deviceRemoved')
    expect(added !== '' && added === removed, `'${added}' came and '${removed}' went`)
  },
)

const notThere = rule(
  'domains.updateDevice of what the domain does not have is DEVICE_MISSING',
  ['domains.updateDevice'],
  async (context) => {
    const domain = await context.running()
    await refused(domain.updateDevice(deviceOf(context)), 'DEVICE_MISSING', 'changing it')
  },
)

export const deviceRules: readonly Rule[] = [pluggedIn, configured, liveOnly, missing, told, notThere]

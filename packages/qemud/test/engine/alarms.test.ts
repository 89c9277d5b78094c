import type { DomainConfig } from '@virt/core/config'
import type { DomainEvent } from '@virt/core/driver'
import { describe, expect, it, vi } from 'vitest'
import { readyMarker } from '../../../../tools/guests/index.mjs'
import { peer } from '../../../../tools/peers.mjs'
import { lifecycle, nano, openEngine, uuids, type TestEngine } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

const [uuid] = uuids
const devices = "<panic model='isa'/><watchdog model='ib700' action='pause'/>"

const eventually = (condition: () => boolean): Promise<boolean> =>
  vi.waitUntil(condition, { timeout: 60_000, interval: 20 })

const happened = (events: readonly DomainEvent[], what: string): boolean => lifecycle(events).includes(what)

/** Boot a guest with alarms, and tell it to raise one. */
async function raised({ domains }: TestEngine, alarm: string, policy: Partial<DomainConfig>): Promise<void> {
  const domain = await domains.create(
    { ...nano({ name: 'a', uuid, devices }), ...policy },
    { paused: true },
    {},
  )
  const console = await domains.openConsole(domain, {}, {})
  let said = ''
  console.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')))
  await domains.resume(domain, {})
  await eventually(() => said.includes(readyMarker))
  console.write(`${alarm}\n`)
}

describe.skipIf(!peer('qemu'))('an alarm of the guest', { timeout: 120_000 }, () => {
  it('that it has panicked ends it as on_crash says', async () => {
    const engine = await openEngine(temporary())
    await raised(engine, 'panic', { onCrash: 'destroy' })
    await eventually(() => happened(engine.events, 'stopped crashed'))
    expect(lifecycle(engine.events).slice(-2)).toEqual(['crashed panicked', 'stopped crashed'])
  })

  it('that it has panicked leaves it as it is where on_crash says so', async () => {
    const engine = await openEngine(temporary())
    await raised(engine, 'panic', { onCrash: 'preserve' })
    await eventually(() => happened(engine.events, 'crashed panicked'))
    expect(await engine.domains.list({}, {})).toMatchObject([{ state: 'crashed', reason: 'panicked' }])
  })

  it('of its watchdog pauses it where the watchdog says so', async () => {
    const engine = await openEngine(temporary())
    await raised(engine, 'bark', {})
    await eventually(() => happened(engine.events, 'suspended watchdog'))
    expect(await engine.domains.list({}, {})).toMatchObject([{ state: 'paused', reason: 'watchdog' }])
    expect(engine.events.filter(({ type }) => type === 'watchdog')).toMatchObject([{ action: 'pause' }])
  })
})

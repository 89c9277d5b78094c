import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readyMarker } from '../../../../tools/guests/index.mjs'
import { peer } from '../../../../tools/peers.mjs'
import { lifecycle, nano, openEngine, runtimeOf, until, uuids } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

const [uuid, other] = uuids

describe.skipIf(!peer('qemu'))('the life of a domain', () => {
  it('goes from its definition to its end', async () => {
    const root = temporary()
    const { domains, events } = await openEngine(root)
    const defined = await domains.define(nano({ name: 'a', uuid }), {})
    expect(defined).toEqual({ name: 'a', uuid })
    expect(statSync(join(root, 'etc/a.xml')).mode & 0o777).toBe(0o600)

    const started = await domains.start(defined, {}, {})
    expect(started).toEqual({ name: 'a', uuid, id: 1 })
    expect(await domains.list({}, {})).toEqual([
      {
        uuid,
        name: 'a',
        id: 1,
        state: 'running',
        reason: 'booted',
        persistent: true,
        autostart: false,
        managedSave: false,
      },
    ])
    await domains.suspend(started, {})
    expect(await domains.info(started, {})).toMatchObject({ state: 'paused', reason: 'user', id: 1 })
    await domains.suspend(started, {})
    await domains.resume(started, {})
    expect(await domains.info(started, {})).toMatchObject({ state: 'running', reason: 'unpaused' })
    await domains.destroy(started, {}, {})
    expect(await domains.info(defined, {})).toMatchObject({
      state: 'shutoff',
      reason: 'destroyed',
      cpuTime: 0,
    })
    await domains.undefine(defined, {}, {})
    expect(await domains.list({}, {})).toEqual([])

    expect(lifecycle(events)).toEqual([
      'defined added',
      'started booted',
      'suspended paused',
      'resumed unpaused',
      'stopped destroyed',
      'undefined removed',
    ])
    expect(readdirSync(join(root, 'run'))).toEqual(['lock', 'networks'])
    expect(readdirSync(join(root, 'etc'))).toEqual(['autostart', 'networks'])
  })

  it('does not depend on the length of its directory', async () => {
    const root = join(temporary(), 'long'.repeat(40))
    const { domains } = await openEngine(root)
    const domain = await domains.create(nano({ name: 'a', uuid }), {}, {})
    await domains.destroy(domain, {}, {})
  })

  it('has a console: what the guest says and what it is told', async () => {
    const { domains } = await openEngine(temporary())
    const domain = await domains.create(nano({ name: 'a', uuid }), { paused: true }, {})
    const console = await domains.openConsole(domain, {}, {})
    let said = ''
    console.on('data', (chunk: Buffer) => (said += chunk.toString()))
    await expect(domains.openConsole(domain, {}, {})).rejects.toMatchObject({
      message: 'operation failed: Active console session exists for this domain',
    })
    await domains.resume(domain, {})
    await until(() => said.includes(readyMarker), 'the guest is ready')
    console.write('ping\n')
    await until(() => said.includes('pong'), 'the guest answers')
    const ended = new Promise((resolve) => console.once('close', resolve))
    console.write('off\n')
    await ended
    await until(async () => (await domains.list({}, {})).length === 0, 'the transient domain vanishes')
  })

  it('obeys the power button', async () => {
    const { domains, events } = await openEngine(temporary())
    const domain = await running(domains, 'a')
    await domains.shutdown(domain, {}, {})
    await until(() => lifecycle(events).includes('stopped shutdown'), 'it stops')
    expect(lifecycle(events)).toEqual([
      'defined added',
      'started booted',
      'suspended paused',
      'resumed unpaused',
      'shutdown guest',
      'stopped shutdown',
    ])
    expect(await domains.info(domain, {})).toMatchObject({ state: 'shutoff', reason: 'shutdown' })
  })

  it('reboots', async () => {
    const { domains, events } = await openEngine(temporary())
    const domain = await running(domains, 'a')
    await domains.reboot(domain, {}, {})
    await until(() => events.some(({ type }) => type === 'reboot'), 'it reboots')
    await until(async () => (await domains.info(domain, {})).state === 'running', 'it runs again')
    expect(await domains.info(domain, {})).toMatchObject({ state: 'running', id: 1 })
  })

  it('ends as crashed when its QEMU is killed', async () => {
    const root = temporary()
    const { domains, events } = await openEngine(root)
    const domain = await domains.define(nano({ name: 'a', uuid }), {})
    await domains.start(domain, {}, {})
    process.kill(runtimeOf(root)[0]!.process!.pid, 'SIGKILL')
    await until(() => lifecycle(events).includes('stopped crashed'), 'it is noticed')
    expect(await domains.info(domain, {})).toMatchObject({ state: 'shutoff', reason: 'crashed' })
    await domains.start(domain, {}, {})
    expect(await domains.info(domain, {})).toMatchObject({ state: 'running', id: 2 })
  })

  it('keeps the live description while the definition changes', async () => {
    const { domains } = await openEngine(temporary())
    const domain = await domains.define(nano({ name: 'a', uuid }), {})
    await domains.start(domain, {}, {})
    await domains.define({ ...nano({ name: 'a', uuid }), memory: 65536, currentMemory: 65536 }, {})
    const [live, inactive] = await Promise.all([
      domains.config(domain, {}, {}),
      domains.config(domain, { inactive: true }, {}),
    ])
    expect([live.id, live.memory, inactive.id, inactive.memory]).toEqual([1, 32768, undefined, 65536])
    const [serial] = live.devices?.serials ?? []
    expect(serial?.alias).toBe('serial0')
    expect(serial?.sources?.[0]?.path).toMatch(/^\/dev\/pts\/\d+$/)
  })

  it('tells figures of its own', async () => {
    const { domains } = await openEngine(temporary())
    const domain = await running(domains, 'a')
    const info = await domains.info(domain, {})
    expect(info).toMatchObject({ maxMemory: 32768, vcpus: 1, persistent: true })
    expect(info.cpuTime).toBeGreaterThan(0)
    expect(await domains.vcpus(domain, {})).toMatchObject([{ number: 0, state: 'running' }])
    expect(await domains.stats([domain], {}, {})).toMatchObject([
      { domain: { name: 'a', uuid, id: 1 }, state: 'running', vcpus: { current: 1, maximum: 1 }, blocks: [] },
    ])
    expect(await domains.osType(domain, {})).toBe('hvm')
  })

  it('has memory that can be changed while it is off', async () => {
    const root = temporary()
    const { domains } = await openEngine(root)
    const domain = await domains.define(nano({ name: 'a', uuid }), {})
    await domains.setMaxMemory(domain, 65536, {}, {})
    await domains.setMemory(domain, 40960, {}, {})
    expect(await domains.info(domain, {})).toMatchObject({ maxMemory: 65536, memory: 40960 })
    await expect(domains.setMemory(domain, 70000, {}, {})).rejects.toMatchObject({ code: 'INVALID_ARG' })
    await domains.start(domain, {}, {})
    await expect(domains.setMaxMemory(domain, 99999, { live: true }, {})).rejects.toMatchObject({
      message: 'Requested operation is not valid: cannot resize the maximum memory on an active domain',
    })
    expect(readFileSync(join(root, 'etc/a.xml'), 'utf8')).toContain('65536')
  })

  it('may start with the host', async () => {
    const root = temporary()
    const { domains, engine } = await openEngine(root)
    const domain = await domains.define(nano({ name: 'a', uuid }), {})
    await domains.define(nano({ name: 'b', uuid: other }), {})
    await domains.setAutostart(domain, true, {})
    expect(readlinkSync(join(root, 'etc/autostart/a.xml'))).toBe(join(root, 'etc/a.xml'))
    await engine.startMarked()
    const rows = await domains.list({}, {})
    expect(rows.map(({ name, state, autostart }) => [name, state, autostart])).toEqual([
      ['a', 'running', true],
      ['b', 'shutoff', false],
    ])
    await domains.destroy(domain, {}, {})
    await engine.startMarked()
    expect(await domains.info(domain, {})).toMatchObject({ state: 'shutoff' })
    await domains.undefine(domain, {}, {})
    expect(() => lstatSync(join(root, 'etc/autostart/a.xml'))).toThrow('ENOENT')
  })
})

async function running(domains: Awaited<ReturnType<typeof openEngine>>['domains'], name: string) {
  await domains.define(nano({ name, uuid }), {})
  const domain = await domains.start({ name, uuid }, { paused: true }, {})
  const console = await domains.openConsole(domain, {}, {})
  let said = ''
  console.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await domains.resume(domain, {})
  await until(() => said.includes(readyMarker), 'the guest is ready')
  console.destroy()
  return domain
}

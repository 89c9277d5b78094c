import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JobProgress, MigrateFlags } from '@virt/core/driver'
import { describe, expect, it } from 'vitest'
import { readyMarker } from '../../../../tools/guests/index.mjs'
import { peer } from '../../../../tools/peers.mjs'
import {
  killProcess,
  lifecycle,
  nano,
  openEngine,
  runtimeOf,
  until,
  uuids,
  type TestEngine,
} from '../support/engine.js'
import { served } from '../support/serve.js'
import { temporary } from '../support/temporary.js'

const [uuid, other] = uuids
const ref = { name: 'a', uuid }

interface Pair {
  readonly source: TestEngine
  readonly target: TestEngine
  readonly roots: readonly [string, string]
  readonly uri: string
}

/** An engine with a guest that runs, and one that it can be sent to. */
async function pair(): Promise<Pair> {
  const roots = [temporary(), temporary()] as const
  const [source, target] = [await openEngine(roots[0]), await openEngine(roots[1])]
  const uri = await served(target.engine, join(roots[1], 'sock'))
  const log = join(roots[0], 'serial.log')
  const serial = `<serial type='pty'><log file='${log}' append='on'/></serial>`
  await source.domains.define(nano({ name: 'a', uuid, serial }), {})
  await source.domains.start(ref, {}, {})
  await until(() => existsSync(log) && readFileSync(log, 'utf8').includes(readyMarker), 'the guest is ready')
  return { source, target, roots, uri }
}

/** What a guest says to a ping. */
async function ping({ domains }: TestEngine): Promise<void> {
  const console = await domains.openConsole(ref, {}, {})
  let said = ''
  console.on('data', (bytes: Buffer) => (said += bytes.toString()))
  console.write('ping\n')
  await until(() => said.includes('pong'), 'it answers')
  expect(said).not.toContain(readyMarker)
  console.destroy()
}

describe.skipIf(!peer('qemu'))('a guest that migrates', () => {
  it.each<[string, MigrateFlags]>([
    ['live, over a unix socket', { live: true }],
    ['paused meanwhile, over tcp', { uri: 'tcp:127.0.0.1:0' }],
  ])('%s, goes on elsewhere', async (_how, flags) => {
    const { source, target, roots, uri } = await pair()
    const seen: JobProgress[] = []
    await source.domains.migrate(ref, uri, flags, { progress: (now) => void seen.push(now) })
    expect(seen.at(-1)?.processed).toBe(seen.at(-1)?.total)
    expect(await source.domains.info(ref, {})).toMatchObject({ state: 'shutoff', reason: 'migrated' })
    await until(async () => (await target.domains.info(ref, {})).state === 'running')
    await ping(target)
    expect(lifecycle(source.events).slice(2)).toEqual(['suspended migrated', 'stopped migrated'])
    expect(lifecycle(target.events)).toEqual(['started migrated', 'resumed migrated'])
    const sockets = roots.flatMap((root) =>
      readdirSync(join(root, 'run')).filter((file) => /mig$|qmp$/.test(file)),
    )
    expect(sockets).toEqual([])
  })

  it('takes its definition along under another name, and is paused there', async () => {
    const { source, target, uri } = await pair()
    const flags = { live: true, persistDestination: true, undefineSource: true, paused: true, name: 'b' }
    await source.domains.migrate(ref, uri, flags, {})
    expect(await source.domains.list({}, {})).toEqual([])
    expect(await target.domains.list({}, {})).toMatchObject([
      { name: 'b', uuid, state: 'paused', persistent: true },
    ])
  })

  it('stays when it is stopped on its way, and may leave later', async () => {
    const { source, target, uri } = await pair()
    const stop = (): void => void source.domains.abortJob(ref, {}).catch(() => undefined)
    await expect(source.domains.migrate(ref, uri, { live: true }, { progress: stop })).rejects.toMatchObject({
      code: 'OPERATION_ABORTED',
    })
    await until(async () => (await source.domains.info(ref, {})).state === 'running')
    await until(async () => (await target.domains.list({}, {})).length === 0, 'the target has forgotten it')
    await ping(source)
    await source.domains.migrate(ref, uri, {}, {})
    await ping(target)
  })

  it('stays when the target cannot take it', async () => {
    const { source, target, uri } = await pair()
    await target.domains.define(nano({ name: 'a', uuid: other }), {})
    await expect(source.domains.migrate(ref, uri, {}, {})).rejects.toMatchObject({ code: 'DOM_EXIST' })
    for (const destination of ['qemu:///session?socket=/nowhere', 'xen:///', 'qemu://host/system'])
      await expect(source.domains.migrate(ref, destination, {}, {})).rejects.toThrow()
    expect(await source.domains.info(ref, {})).toMatchObject({ state: 'running' })
    expect(lifecycle(source.events)).toEqual(['defined added', 'started booted'])
  })

  it('stays when its new QEMU dies before it runs', async () => {
    const { source, target, roots, uri } = await pair()
    const migrating = source.domains.migrate(
      ref,
      uri,
      {},
      {
        progress: () => runtimeOf(roots[1]).forEach((each) => each.process && killProcess(each.process.pid)),
      },
    )
    await expect(migrating).rejects.toThrow()
    await until(async () => (await source.domains.info(ref, {})).state === 'running')
    await ping(source)
    expect(await target.domains.list({}, {})).toEqual([])
  })
})

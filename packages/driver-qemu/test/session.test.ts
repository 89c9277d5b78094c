import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { connect as dial } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { open, VirtError, type Connection } from '@virt/core'
import { parseUri, type OpenRequest } from '@virt/core/driver'
import { DirectoryLock } from '@virt/core/rpc'
import { describe, expect, it } from 'vitest'
import { nanoDomainXml } from '../../../tools/guests/index.mjs'
import { peer } from '../../../tools/peers.mjs'
import '../src/index.js'
import { openSession } from '../src/session.js'
import { kill, ownHome, until } from './support.js'

const session = 'qemu:///session'

describe.skipIf(!peer('qemu'))('qemu:///session', () => {
  it('starts one daemon, however many come at once, with a socket for this user alone', async () => {
    const home = ownHome()
    const connections = await Promise.all([open(session), open(session), open(session)])
    await until(() => home.daemons().length === 1, 'the other daemons give way')
    expect(statSync(home.socket).mode & 0o777).toBe(0o600)
    expect(statSync(join(home.root, 'run/virt')).mode & 0o777).toBe(0o700)
    await Promise.all(connections.map((connection) => connection.close()))
  })

  it('finds two running guests again when the daemon was killed', async () => {
    const home = ownHome()
    const first = await open(session)
    const kept = await first.defineDomain(nanoDomainXml({ name: 'kept' }))
    await kept.start()
    await first.createDomain(nanoDomainXml({ name: 'transient' }))
    const before = summary(await first.listDomains())
    expect(before).toEqual([
      ['kept', 1, 'running', true],
      ['transient', 2, 'running', false],
    ])
    const [daemon] = home.daemons()
    kill(daemon!)
    await expect(kept.info()).rejects.toMatchObject({ code: 'CONNECTION_LOST' })
    await first.close()

    await using second = await open(session)
    expect(home.daemons()).not.toContain(daemon)
    expect(summary(await second.listDomains())).toEqual(before)
    for (const name of ['kept', 'transient']) {
      const domain = await second.lookupDomainByName(name)
      await domain.suspend()
      expect((await domain.info()).state).toBe('paused')
      await domain.resume()
      await domain.destroy()
    }
    expect(summary(await second.listDomains())).toEqual([['kept', undefined, 'shutoff', true]])
  })

  it('ends with SIGTERM and leaves the guests running', async () => {
    const home = ownHome()
    const first = await open(session)
    await first.createDomain(nanoDomainXml({ name: 'nano' }))
    const [daemon] = home.daemons()
    process.kill(daemon!, 'SIGTERM')
    await until(() => home.daemons().length === 0, 'the daemon ends')
    await first.close()
    expect(home.guests()).toHaveLength(1)
    await using second = await open(session)
    expect(summary(await second.listDomains())).toEqual([['nano', 1, 'running', false]])
  })

  it('tells every client of what happens, and streams consoles', async () => {
    ownHome()
    await using actor = await open(session)
    await using observer = await open(session)
    const seen: string[] = []
    await observer.on('domain', (event) => {
      if (event.type === 'lifecycle') seen.push(`${event.domain.name} ${event.event} ${event.detail}`)
    })
    const domain = await actor.createDomain(nanoDomainXml({ name: 'nano' }), { paused: true })
    const console = await domain.openConsole()
    let said = ''
    console.on('data', (chunk: Buffer) => (said += chunk.toString()))
    await domain.resume()
    await until(() => said.includes('VIRT-GUEST-READY'), 'the guest is ready')
    console.write('off\n')
    await once(console, 'close')
    await until(() => seen.length === 5, 'the observer was told')
    expect(seen).toEqual([
      'nano started booted',
      'nano suspended paused',
      'nano resumed unpaused',
      'nano shutdown guest',
      'nano stopped shutdown',
    ])
  })

  it('survives clients that send garbage or leave in mid-call', async () => {
    const home = ownHome()
    await using connection = await open(session)
    const domain = await connection.defineDomain(nanoDomainXml({ name: 'nano' }))
    for (const garbage of [
      '\0\xff\n',
      '{"jsonrpc":"2.0","id":1,"method":"domains.list"}\n',
      `${'['.repeat(99999)}\n`,
    ]) {
      const stranger = dial(home.socket)
      stranger.on('error', () => undefined).resume()
      stranger.write(garbage)
      await once(stranger, 'close')
    }
    const leaving = await open(session)
    const start = leaving.domain(domain).start()
    const outcome = start.then(
      () => 'started',
      (error: unknown) => VirtError.from(error).code,
    )
    await leaving.close()
    expect(['started', 'CONNECTION_LOST', 'OPERATION_ABORTED', 'INVALID_CONN']).toContain(await outcome)
    await until(async () => {
      const { state } = await domain.info()
      return state === 'running' || state === 'shutoff'
    }, 'the domain is in a plain state')
    const { state } = await domain.info()
    if (state === 'shutoff') await domain.start()
    await domain.destroy()
    expect((await domain.info()).state).toBe('shutoff')
  })

  it('tells that time is up while the daemon is starting', async () => {
    ownHome()
    const request = { uri: parseUri(session), signal: AbortSignal.timeout(50) } as OpenRequest
    const code = await openSession(request).catch((error: unknown) => VirtError.from(error).code)
    expect(code).toBe('OPERATION_TIMEOUT')
  })

  it('waits for a daemon that has the directories and does not serve yet, or not any more', async () => {
    const home = ownHome()
    const lock = await DirectoryLock.acquire(join(home.root, 'run/virt/qemu'))
    const opening = open(session)
    await sleep(4000)
    lock.release()
    await using connection = await opening
    expect(connection.channels).toMatchObject([{ driver: 'qemu', status: 'open' }])
    expect(readFileSync(join(home.root, 'state/virt/qemu/qemud.log'), 'utf8')).toContain('resource busy')
  })

  it('says why the daemon cannot be started', async () => {
    const home = ownHome()
    writeFileSync(join(home.root, 'config'), 'not a directory')
    await expect(open(session)).rejects.toMatchObject({
      code: 'NO_CONNECT',
      message: expect.stringMatching(
        /^no connection driver available for qemu:\/\/\/session: the daemon cannot be started: virt-qemud: error: .*(ENOTDIR|EEXIST)/,
      ) as string,
    })
    expect(readFileSync(join(home.root, 'state/virt/qemu/qemud.log'), 'utf8')).toContain('virt-qemud: error:')
  })
})

function summary(rows: Awaited<ReturnType<Connection['listDomains']>>) {
  return rows.map(({ name, id, state, persistent }) => [name, id, state, persistent])
}

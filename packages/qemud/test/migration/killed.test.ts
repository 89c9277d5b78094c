import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DriverConnection } from '@virt/core/driver'
import { connect } from '@virt/core/rpc'
import { describe, expect, it, onTestFinished } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import type { RuntimeRecord } from '../../src/store/runtime-state.js'
import { killProcess, nano, until, uuids } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

const [uuid] = uuids
const ref = { name: 'a', uuid }
const program = fileURLToPath(new URL('../../bin/virt-qemud.js', import.meta.url))

/** A user's daemon in a process of its own, which can be killed and started again. */
class Home {
  readonly socket: string
  readonly #root = temporary()
  #daemon: ChildProcess | undefined

  constructor() {
    this.socket = join(this.#root, 'run/virt/qemud-sock')
    mkdirSync(join(this.#root, 'run'), { mode: 0o700 })
    mkdirSync(join(this.#root, 'bin'))
    onTestFinished(() => {
      this.killDaemon()
      this.killGuest()
    })
  }

  get uri(): string {
    return `qemu:///session?socket=${this.socket}`
  }

  async start(): Promise<NonNullable<DriverConnection['domains']>> {
    const env = {
      ...process.env,
      HOME: this.#root,
      XDG_RUNTIME_DIR: join(this.#root, 'run'),
      PATH: `${join(this.#root, 'bin')}:${process.env.PATH}`,
    }
    this.#daemon = spawn(process.execPath, [program, '--session'], { env, stdio: 'ignore' })
    let connection: DriverConnection | undefined
    await until(async () => {
      connection = await connect(this.socket).catch(() => undefined)
      return connection !== undefined
    }, 'the daemon answers')
    onTestFinished(() => connection?.close())
    return connection?.domains ?? {}
  }

  /** A program that the daemon finds first. */
  install(name: string, script: string): void {
    const path = join(this.#root, 'bin', name)
    writeFileSync(path, `#!/bin/sh\n${script}\n`)
    chmodSync(path, 0o755)
  }

  path(name: string): string {
    return join(this.#root, name)
  }

  files(): string[] {
    return readdirSync(this.#root).filter((file) => !['bin', 'run'].includes(file))
  }

  /** The cookies of migrations that ended here. */
  arrivals(): string[] {
    const files = readdirSync(join(this.#root, 'run/virt/qemu/arrived'))
    return files.map((file) => file.replace('.json', ''))
  }

  streamSockets(): string[] {
    return readdirSync(join(this.#root, 'run/virt/qemu')).filter((file) => file.endsWith('.mig'))
  }

  killDaemon(): void {
    this.#daemon?.kill('SIGKILL')
  }

  get daemonGone(): boolean {
    return this.#daemon?.signalCode !== null || this.#daemon.exitCode !== null
  }

  killGuest(): void {
    for (const { process: found } of this.#records()) if (found) killProcess(found.pid)
  }

  #records(): RuntimeRecord[] {
    const state = join(this.#root, 'run/virt/qemu')
    try {
      const files = readdirSync(state).filter((file) => file.endsWith('.json'))
      return files.map((file) => JSON.parse(readFileSync(join(state, file), 'utf8')) as RuntimeRecord)
    } catch {
      return []
    }
  }
}

type Domains = Awaited<ReturnType<Home['start']>>

const stateOf = async (domains: Domains): Promise<string> =>
  (await domains.list?.({}, {}))?.find((each) => each.uuid === uuid)?.state ?? 'unknown'

/** A way to a daemon that loses the answer to the first `migrateFinish`, and is closed from then until it is mended. */
class LossyWay {
  readonly socket: string = join(temporary(), 'way')
  #asked = false
  #state: 'whole' | 'broken' | 'mended' = 'whole'
  #lost: () => void = () => undefined
  readonly lost: Promise<void> = new Promise((resolve) => (this.#lost = resolve))

  constructor(target: string) {
    const server = createServer((client) => {
      if (this.#state === 'broken') return void client.destroy()
      const daemon = createConnection(target)
      for (const socket of [client, daemon]) socket.on('error', () => undefined)
      client.on('data', (data) => {
        this.#asked ||= data.includes('migrateFinish')
        daemon.write(data)
      })
      daemon.on('data', (data) => {
        if (!this.#asked || this.#state !== 'whole') return void client.write(data)
        this.#state = 'broken'
        client.destroy()
        this.#lost()
      })
      client.on('close', () => daemon.destroy())
    }).listen(this.socket)
    onTestFinished(() => void server.close())
  }

  mend(): void {
    this.#state = 'mended'
  }
}

const emulated = it.skipIf(!peer('qemu'))

emulated('a guest that arrived and died is not let run again where it came from', async () => {
  const [here, there] = [new Home(), new Home()]
  const [source, target] = [await here.start(), await there.start()]
  const way = new LossyWay(there.socket)
  await source.create?.(nano({ name: 'a', uuid }), {}, {})
  const migrating = source.migrate?.(ref, `qemu:///session?socket=${way.socket}`, {}, {})
  await Promise.race([way.lost, migrating])
  there.killGuest()
  await until(async () => (await stateOf(target)) === 'unknown', 'it died there')
  way.mend()
  await migrating
  expect(await stateOf(source)).toBe('unknown')
  there.killDaemon()
  await until(() => there.daemonGone)
  const [cookie] = there.arrivals()
  expect(await (await there.start()).migrateFinish?.(ref, { cookie }, {})).toEqual(ref)
})

describe.skipIf(!peer('qemu'))('a daemon that is killed', () => {
  it('in the middle of a save leaves the guest running and no image', async () => {
    const home = new Home()
    home.install('gzip', 'exec sleep 600')
    const domains = await home.start()
    await domains.define?.(nano({ name: 'a', uuid }), {})
    await domains.start?.(ref, {}, {})
    const saving = domains.save?.(ref, home.path('image'), { compression: 'gzip' }, {})
    saving?.catch(() => undefined)
    await until(async () => (await stateOf(domains)) === 'paused', 'it is being saved')
    expect(home.files().filter((file) => file.includes('image'))).toHaveLength(1)
    home.killDaemon()
    await expect(saving).rejects.toMatchObject({ code: 'CONNECTION_LOST' })
    const next = await home.start()
    await until(async () => (await stateOf(next)) === 'running', 'it runs again')
    expect(home.files().filter((file) => file.includes('image'))).toEqual([])
    expect(home.streamSockets()).toEqual([])
    await next.save?.(ref, home.path('image'), {}, {})
    expect(await stateOf(next)).toBe('shutoff')
  })

  it.each([5, 40])('in the middle of a migration leaves one guest (%d ms)', async (delay) => {
    const homes = [new Home(), new Home()] as const
    const victim = homes[delay % 2 === 0 ? 0 : 1]
    const [source, target] = [await homes[0].start(), await homes[1].start()]
    await source.create?.(nano({ name: 'a', uuid }), {}, {})
    const migrating = source.migrate?.(ref, homes[1].uri, { live: true }, {})
    migrating?.catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, delay))
    victim.killDaemon()
    await until(() => victim.daemonGone)
    const next = await victim.start()
    const [left, right] = victim === homes[0] ? [next, target] : [source, next]
    let seen: string[] = []
    await until(async () => {
      seen = [await stateOf(left), await stateOf(right)]
      return seen.includes('running') && seen.includes('unknown')
    }, 'exactly one runs').catch(() => expect(seen).toEqual(['running', 'unknown']))
    await migrating?.catch(() => undefined)
    expect([await stateOf(left), await stateOf(right)]).toEqual(seen)
  })
})

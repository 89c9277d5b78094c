import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DomainOperations } from '@virt/core/driver'
import { connect } from '@virt/core/rpc'
import { describe, expect, it, onTestFinished } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { Daemon, type DaemonOptions } from '../../src/daemon/daemon.js'
import { embedLayout } from '../../src/index.js'
import { killGuests, killProcess, nano, uuids } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

const [uuid] = uuids
const activate = fileURLToPath(new URL('../support/activate.mjs', import.meta.url))
const program = fileURLToPath(new URL('../../bin/virt-qemud.js', import.meta.url))

async function start(root: string, options: Partial<DaemonOptions> = {}): Promise<Daemon> {
  const daemon = await Daemon.start({
    scope: 'session',
    layout: embedLayout(root),
    socketDirectory: join(root, 'socket'),
    warn: () => undefined,
    inform: () => undefined,
    ...options,
  })
  onTestFinished(() => {
    killGuests(root)
    return daemon.close()
  })
  return daemon
}

describe('the daemon', () => {
  it('of the system has a socket for reading only', async () => {
    const root = temporary()
    await start(root, { scope: 'system' })
    const writing = await connect(join(root, 'socket/qemud-sock'))
    const reading = await connect(join(root, 'socket/qemud-sock-ro'))
    await writing.domains!.define!(nano({ name: 'a', uuid }), {})
    const seen = await reading.domains!.list!({}, {})
    expect(seen.map(({ name }) => name)).toEqual(['a'])
    await expect(reading.domains!.undefine!({ name: 'a', uuid }, {}, {})).rejects.toMatchObject({
      code: 'OPERATION_DENIED',
    })
    await Promise.all([writing.close(), reading.close()])
  })

  it('is alone in its directories and on its socket', async () => {
    const root = temporary()
    await start(root)
    await expect(start(root)).rejects.toMatchObject({ code: 'RESOURCE_BUSY' })
    await expect(start(temporary(), { socketDirectory: join(root, 'socket') })).rejects.toMatchObject({
      code: 'RESOURCE_BUSY',
    })
  })

  it('is idle when the last client has left', async () => {
    const root = temporary()
    const daemon = await start(root, { timeout: 0.1 })
    const client = await connect(join(root, 'socket/qemud-sock'))
    const idle = daemon.idle.then(() => 'idle')
    expect(await Promise.race([idle, wait(300)])).toBe('waited')
    await client.close()
    expect(await idle).toBe('idle')
  })

  it.skipIf(!peer('qemu'))('is not idle while a guest runs', async () => {
    const root = temporary()
    const daemon = await start(root, { timeout: 0.1 })
    const client = await connect(join(root, 'socket/qemud-sock'))
    const domains = client.domains as DomainOperations
    const domain = await domains.create(nano({ name: 'a', uuid }), {}, {})
    await client.close()
    const idle = daemon.idle.then(() => 'idle')
    expect(await Promise.race([idle, wait(300)])).toBe('waited')
    const next = await connect(join(root, 'socket/qemud-sock'))
    await (next.domains as DomainOperations).destroy(domain, {}, {})
    await next.close()
    expect(await idle).toBe('idle')
  })
})

describe('the program virt-qemud', () => {
  it.each([
    [['--help'], 0, /^NAME\n {2}virt-qemud/, /^$/],
    [['--version'], 0, /^\d+\.\d+\.\d+/, /^$/],
    [['--nonsense'], 1, /^$/, /^virt-qemud: error: invalid argument: Unknown option '--nonsense'/],
  ])('%j', async (argv, status, stdout, stderr) => {
    const result = await run(argv)
    expect(result).toEqual({
      status,
      stdout: expect.stringMatching(stdout) as string,
      stderr: expect.stringMatching(stderr) as string,
    })
  })

  it('serves sockets that a service manager opened, and ends when told', async () => {
    const root = temporary()
    const path = join(root, 'activated')
    const manager = spawn(process.execPath, [activate, path, process.execPath, program], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env.PATH, HOME: root, XDG_RUNTIME_DIR: join(root, 'run') },
    })
    const [line] = (await once(manager.stdout, 'data')) as [Buffer]
    const pid = Number(line)
    onTestFinished(() => killProcess(pid))
    const client = await connect(path)
    expect(await client.domains!.list!({}, {})).toEqual([])
    process.kill(pid, 'SIGTERM')
    expect(await client.lost).toMatchObject({ code: 'CONNECTION_LOST' })
    expect(existsSync(join(root, 'run/virt/qemud-sock'))).toBe(false)
  })

  it('exits by itself when nobody needs it', async () => {
    const root = temporary()
    const child = spawn(process.execPath, [program, '--timeout', '1'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { PATH: process.env.PATH, HOME: root },
    })
    expect(await once(child, 'exit')).toEqual([0, null])
  })
})

function wait(milliseconds: number): Promise<string> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, 'waited'))
}

async function run(argv: readonly string[]) {
  const child = spawn(process.execPath, [program, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()))
  const [status] = (await once(child, 'close')) as [number]
  return { status, ...said }
}

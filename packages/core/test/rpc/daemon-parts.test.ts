import { once } from 'node:events'
import { chmodSync, linkSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { activatedSockets, IdleTimer, listenAt, makeDirectory } from '../../src/rpc.js'
import { temporary } from './temporary.js'

describe('a socket', () => {
  const place = (directory: string) => ({ path: join(directory, 'sock'), mode: 0o660, directoryMode: 0o755 })

  it('has its mode, and its directory too when that is made', async () => {
    const directory = join(temporary(), 'a/b')
    await makeDirectory(place(directory))
    const server = await listenAt(place(directory))
    const modes = [directory, join(directory, 'sock')].map((path) => statSync(path).mode & 0o777)
    expect(modes).toEqual([0o755, 0o660])
    server.close()
  })

  it('leaves a directory that was there as it is', async () => {
    const directory = temporary()
    chmodSync(directory, 0o750)
    await makeDirectory(place(directory))
    expect(statSync(directory).mode & 0o777).toBe(0o750)
  })

  it('replaces a dead one, and refuses a living one', async () => {
    const directory = temporary()
    await leaveDead(join(directory, 'sock'))
    const server = await listenAt(place(directory))
    await expect(listenAt(place(directory))).rejects.toMatchObject({ code: 'RESOURCE_BUSY' })
    server.close()
  })

  it('never takes the place of a file', async () => {
    const { path, ...modes } = place(temporary())
    writeFileSync(path, 'precious')
    await expect(listenAt({ path, ...modes })).rejects.toMatchObject({ code: 'RESOURCE_BUSY' })
    expect(readFileSync(path, 'utf8')).toBe('precious')
  })

  it('must have a path that fits', async () => {
    await expect(listenAt(place(`/tmp/${'x'.repeat(100)}`))).rejects.toMatchObject({ code: 'INVALID_ARG' })
  })
})

describe('sockets of a service manager', () => {
  it('are taken when they are for this process', () => {
    const passed = { LISTEN_PID: '7', LISTEN_FDS: '2', LISTEN_FDNAMES: 'qemud:qemud-ro' }
    expect(activatedSockets(passed, 7)).toEqual([
      { name: 'qemud', listen: { fd: 3 } },
      { name: 'qemud-ro', listen: { fd: 4 } },
    ])
    expect(activatedSockets({ LISTEN_PID: '8', LISTEN_FDS: '2' }, 7)).toEqual([])
    expect(activatedSockets({}, 7)).toEqual([])
  })
})

describe('the idle timer', () => {
  it('rings after a time in which nothing was busy', async () => {
    let busy = true
    let rung = 0
    const timer = new IdleTimer(
      0.02,
      () => busy,
      () => rung++,
    )
    timer.reconsider()
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(rung).toBe(0)
    busy = false
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(rung).toBe(1)
  })
})

/** A closed listener takes its own name along, and no other. */
async function leaveDead(path: string): Promise<void> {
  const server = createServer().listen(`${path}.living`)
  await once(server, 'listening')
  linkSync(`${path}.living`, path)
  server.close()
  await once(server, 'close')
}

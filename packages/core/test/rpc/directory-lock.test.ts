import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DirectoryLock } from '../../src/rpc.js'
import { temporary } from './temporary.js'

it('belongs to one holder until it is released', async () => {
  const directory = temporary()
  const lock = await DirectoryLock.acquire(directory)
  await expect(DirectoryLock.acquire(directory)).rejects.toMatchObject({
    code: 'RESOURCE_BUSY',
    message: `resource busy: directory '${directory}' is in use by another process`,
  })
  lock.release()
  const next = await DirectoryLock.acquire(directory)
  next.release()
})

it('is free again when its holder was killed', async () => {
  const directory = temporary()
  const first = await DirectoryLock.acquire(directory)
  first.release()
  const stale = join(directory, 'lock/stale')
  const holder = `require('net').createServer().listen(process.argv[1], () => console.log('up'))`
  const child = spawn(process.execPath, ['-e', holder, stale], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  await expect(DirectoryLock.acquire(directory)).rejects.toMatchObject({ code: 'RESOURCE_BUSY' })
  child.kill('SIGKILL')
  await once(child, 'exit')
  const lock = await DirectoryLock.acquire(directory)
  expect(readdirSync(join(directory, 'lock'))).toHaveLength(1)
  lock.release()
})

it('gets one holder, however many try at once', async () => {
  for (let round = 0; round < 5; round++) {
    const directory = temporary()
    const tries = Array.from({ length: 12 }, () => DirectoryLock.acquire(directory))
    const attempts = await Promise.allSettled(tries)
    const held = attempts.filter((attempt) => attempt.status === 'fulfilled')
    expect(held).toHaveLength(1)
    held.forEach(({ value }) => value.release())
  }
}, 20_000)

it('does not count a listener elsewhere', async () => {
  const directory = temporary()
  const other = createServer().listen(join(directory, 'other'))
  await once(other, 'listening')
  const lock = await DirectoryLock.acquire(directory)
  lock.release()
  other.close()
})

import { execFileSync } from 'node:child_process'
import { appendFileSync, closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { connect, directoryOf, domainXml, uuid, watched, write } from './support.js'

it('own changes are told once, and at once', async () => {
  const connection = await connect(directoryOf())
  const seen = await watched(connection)
  const guest = await connection.defineDomain(domainXml('guest'))
  await guest.setMemory(32 * 1024)
  await guest.undefine()
  const expected = ['guest: defined added', 'guest: defined updated', 'guest: undefined removed']
  expect(seen).toEqual(expected)
  await sleep(300)
  expect(seen).toEqual(expected)
})

it('a file that gets a uuid is the same domain still', async () => {
  const directory = directoryOf({ guest: 'memory = 64\n' })
  const connection = await connect(directory)
  const seen = await watched(connection)
  await connection.defineDomain(domainXml('guest', `<uuid>${uuid}</uuid>`))
  expect([seen, (await connection.lookupDomainByName('guest')).uuid]).toEqual([
    ['guest: defined updated'],
    uuid,
  ])
})

it('what others do is told, once for each time that an editor writes', async () => {
  const directory = directoryOf({ guest: `uuid = "${uuid}"\n` })
  const seen = await watched(await connect(directory))
  const told = (events: readonly string[]): Promise<void> =>
    vi.waitFor(() => expect(seen.splice(0)).toEqual(events), { timeout: 30_000 })

  write(directory, '.guest.swp', 'name = "temporary"')
  renameSync(join(directory, '.guest.swp'), join(directory, 'other'))
  await told(['temporary: defined added'])

  const file = openSync(join(directory, 'guest'), 'w')
  writeSync(file, `uuid = "${uuid}"\nmemory = `)
  writeSync(file, '64\n')
  closeSync(file)
  await told(['guest: defined updated'])

  appendFileSync(join(directory, 'guest'), 'name = "renamed"\n')
  await told(['guest: undefined renamed', 'renamed: defined renamed'])

  rmSync(join(directory, 'other'))
  await told(['temporary: undefined removed'])

  write(directory, 'guest', 'import os\n')
  await told(['renamed: undefined removed'])
})

it('who begins to listen while the last one stops misses nothing', async () => {
  const directory = directoryOf()
  const connection = await connect(directory)
  const stop = await connection.on('domain', () => undefined)
  stop()
  const seen = await watched(connection)
  write(directory, 'guest', 'memory = 64\n')
  await vi.waitFor(() => expect(seen).toEqual(['guest: defined added']), { timeout: 30_000 })
})

it('a file that is written slowly is not taken for removed', async () => {
  const directory = directoryOf({ guest: `uuid = "${uuid}"\nmemory = 64\n` })
  const seen = await watched(await connect(directory))
  const script = `exec 3> '${join(directory, 'guest')}'; for part in 'uuid = "${uuid}"' 'memory = [' '64 ]'; do sleep 0.06; echo "$part" >&3; done`
  execFileSync('sh', ['-c', script])
  await vi.waitFor(() => expect(seen).not.toEqual([]), { timeout: 30_000 })
  await sleep(200)
  expect(new Set(seen)).toEqual(new Set(['guest: defined updated']))
})

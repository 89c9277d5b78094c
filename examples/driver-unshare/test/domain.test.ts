import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Connection, type Domain, open } from '@virt/core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import '../src/index.js'
import { guest } from './guest.js'

let connection: Connection
beforeEach(async () => void (connection = await open('unshare:///default')))
afterEach(async () => {
  for (const domain of await connection.listDomains({ active: true })) await domain.destroy()
  await connection.close()
})

/** A transient domain that runs a shell script. */
const running = (script: string, paused = false): Promise<Domain> =>
  connection.createDomain(
    {
      type: 'lxc',
      name: 'one',
      memory: 65536,
      os: { type: { name: 'exe' }, init: '/bin/sh', initArgs: ['-c', script] },
    },
    { paused },
  )

it('init is process 1 of its own namespace', async () => {
  const domain = await running('sleep 0.2; echo $$ $(ls -d /proc/[0-9]* | wc -l)')
  expect(await text(await domain.openConsole())).toMatch(/^1 [1-9]\n$/)
})

it('info tells what its processes have used', async () => {
  const domain = await running('while :; do :; done')
  await expect.poll(async () => (await domain.info()).cpuTime, { timeout: 5000 }).toBeGreaterThan(50_000_000)
  expect((await domain.info()).memory).toBeGreaterThan(100)
})

it('a paused domain does nothing', async () => {
  const domain = await running('while :; do :; done')
  await sleep(100)
  await domain.suspend()
  await sleep(50)
  const before = (await domain.info()).cpuTime
  await sleep(100)
  expect((await domain.info()).cpuTime).toBe(before)
})

it.each([
  ['exit 0', 'shutdown'],
  ['exit 3', 'crashed'],
  ['kill -9 $$; exit 0', 'shutdown'],
])("'%s' is told as 'stopped %s'", async (script, detail) => {
  const domain = await running(script, true)
  const told: string[] = []
  await connection.on('domain', (event) => {
    if (event.type === 'lifecycle') told.push(`${event.event} ${event.detail}`)
  })
  await domain.resume()
  await expect.poll(() => told.length, { timeout: 5000 }).toBe(2)
  expect(told).toEqual(['resumed unpaused', `stopped ${detail}`])
})

it.each([
  [guest('one').replace("'lxc'", "'kvm'"), "domain type 'kvm': only 'lxc' is run here"],
  [guest('one').replace('exe', 'hvm'), "OS type 'hvm': only 'exe' is run here"],
  [
    guest('one').replace(
      '</domain>',
      "<devices><interface type='network'><source network='default'/></interface></devices></domain>",
    ),
    'devices: interfaces',
  ],
])('what it cannot do is refused by name: %#', async (xml, detail) => {
  await expect(connection.defineDomain(xml)).rejects.toMatchObject({ code: 'CONFIG_UNSUPPORTED', detail })
})

it('an init that is not there is refused', async () => {
  const domain = connection.createDomain(guest('one').replace('/bin/sh', '/bin/none'))
  await expect(domain).rejects.toMatchObject({
    code: 'OPERATION_FAILED',
    detail: "init '/bin/none' cannot be run",
  })
})

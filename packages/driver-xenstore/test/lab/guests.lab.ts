import { strict as assert } from 'node:assert'
import { after, before, describe, it } from 'node:test'
import { type Connection, open, VirtError } from '@virt/core'
import {
  consoleOf,
  createBridge,
  createDisk,
  createGuest,
  destroyGuest,
  run,
  xl,
} from '../../../../tools/xen-lab/dom0.js'
import { XenStoreClient } from '../../src/index.js'

let connection: Connection
before(async () => void (connection = await open('xen:///')))
after(() => connection.close())

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

async function outcome(work: PromiseLike<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (VirtError.is(error) ? error.code : String(error)),
  )
}

describe('guests', () => {
  it('may die while they are asked', async () => {
    const guest = await createGuest('dying', { memory: 64 })
    const domain = connection.domain(guest)
    const over = { yes: false }
    const asking = (async () => {
      const seen = new Set<string>()
      while (!over.yes) {
        const calls = [
          domain.info(),
          domain.config(),
          domain.osType(),
          domain.shutdown(),
          connection.domainStats(),
        ]
        for (const each of await Promise.all(calls.map(outcome))) seen.add(each)
      }
      return seen
    })()
    await destroyGuest('dying')
    await sleep(100)
    over.yes = true
    const codes = await asking
    codes.delete('done')
    for (const code of codes) assert.ok(['NO_DOMAIN', 'NO_SUPPORT'].includes(code), code)
    assert.equal(await outcome(domain.info()), 'NO_DOMAIN')
  })
})

describe('a guest with devices', () => {
  it('is described with them', async () => {
    await createBridge('xenbr0')
    await createDisk('/tmp/disk.img', 8)
    const { id, uuid } = await createGuest('rich', {
      memory: 64,
      vcpus: 2,
      disks: ['/tmp/disk.img'],
      bridges: ['xenbr0'],
    })
    const domain = await connection.lookupDomainByUuid(uuid)
    const { name, memory, vcpu, os, devices } = await domain.config()
    const tty = (await run('xenstore-read', `/local/domain/${id}/console/tty`)).trim()
    const mac = (await run('xenstore-read', `/local/domain/0/backend/vif/${id}/0/mac`)).trim()
    assert.deepEqual(
      [name, memory, vcpu?.count, os.type.name, os.kernel],
      ['rich', 65_536, 2, 'linux', '/lab/guests/tiny'],
    )
    assert.deepEqual(
      devices?.disks?.map(({ source, target, driver }) => [source, target.dev, driver?.name]),
      [[{ file: '/tmp/disk.img' }, 'xvda', 'phy']],
    )
    assert.deepEqual(
      devices.interfaces?.map((each) => [each.mac?.address, each.source?.bridge, each.target?.dev]),
      [[mac, 'xenbr0', `vif${id}.0`]],
    )
    assert.deepEqual(devices.consoles?.[0]?.tty, tty)
    await destroyGuest('rich')
  })
})

describe('a guest that reacts', () => {
  it('restarts, and powers off, when it is asked to, and is told so', async () => {
    const { uuid } = await createGuest('obedient', { config: ['on_reboot="restart"'] })
    const told: string[] = []
    const stop = await connection.on('domain', (event) =>
      told.push(event.type === 'lifecycle' ? `${event.event} ${event.detail}` : event.type),
    )
    await (await connection.lookupDomainByUuid(uuid)).reboot()
    while (told.at(-1) !== 'reboot') await sleep(20)
    while (!(await consoleOf('obedient')).match(/LAB-GUEST-UP.*LAB-GUEST-UP/s)) await sleep(50)
    await (await connection.lookupDomainByUuid(uuid)).shutdown()
    while (told.length < 4) await sleep(20)
    assert.deepEqual(told, ['stopped shutdown', 'started booted', 'reboot', 'stopped shutdown'])
    stop()
  })
})

describe('a guest that does not react', () => {
  it('is asked all the same, for it has not said so; and not when it has', async () => {
    const { id, uuid } = await createGuest('deaf', { manner: 'deaf' })
    const domain = await connection.lookupDomainByUuid(uuid)
    await domain.shutdown()
    await run('xenstore-write', `/local/domain/${id}/control/feature-poweroff`, '0')
    assert.equal(await outcome(domain.shutdown()), 'OPERATION_UNSUPPORTED')
    assert.match(await xl('list', 'deaf'), /deaf/)
    await destroyGuest('deaf')
  })
})

describe("the kernel's device", () => {
  it('is a store like any other, and lets go when it is closed', async () => {
    await using client = await XenStoreClient.connect({ path: '/dev/xen/xenbus' })
    await using other = await XenStoreClient.connect()
    await client.write('/tool/test', 'over the device')
    assert.equal(await other.read('/tool/test'), 'over the device')
    const reads = Array.from({ length: 50 }, () => client.read('/tool/test'))
    assert.deepEqual(new Set(await Promise.all(reads)), new Set(['over the device']))
    const watches = [client.watch('/tool/a'), client.watch('/tool/b')]
    await Promise.all(watches.map(({ ready }) => ready))
    await other.write('/tool/b/c', '1')
    assert.deepEqual(
      [await watches[1]?.next(), await watches[1]?.next()].map((each) => each?.value),
      ['/tool/b', '/tool/b/c'],
    )
    await client.transaction(async (t) => t.write('/tool/test', `${await t.read('/tool/test')}!`))
    assert.equal(await other.read('/tool/test'), 'over the device!')
    assert.equal(await outcome(client.read('/tool/none')), 'SYSTEM_ERROR')
    assert.equal(await outcome(client.write('/tool/test', 'x'.repeat(4080))), 'INVALID_ARG')
    assert.equal(await outcome(client.resetWatches()), 'OPERATION_UNSUPPORTED')
    await client.remove('/tool/test')
    const waiting = watches[0]?.next()
    assert.equal((await waiting)?.value, '/tool/a')
    const last = watches[0]?.next()
    await client.close()
    assert.equal((await last)?.done, true)
    assert.equal(await outcome(client.read('/tool')), 'CONNECTION_LOST')
  })
})

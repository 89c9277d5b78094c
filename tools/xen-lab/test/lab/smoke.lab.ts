import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  consoleOf,
  createBridge,
  createDisk,
  createGuest,
  destroyGuest,
  guest,
  guests,
  run,
  xl,
} from '../../dom0.js'

async function eventually(check: () => Promise<void>): Promise<void> {
  for (const end = Date.now() + 120_000; ; await sleep(50)) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > end) throw error
    }
  }
}

describe('dom0', () => {
  it('controls a real Xen', async () => {
    assert.equal(await readFile('/proc/xen/capabilities', 'utf8'), 'control_d\n')
    assert.match(await xl('info'), /^xen_version\s*: 4\.17/m)
  })

  it('has a store that answers', async () => {
    assert.equal(await run('xenstore-read', '/local/domain/0/name'), 'Domain-0\n')
  })
})

describe('guests', () => {
  it('run before the suite begins', async () => {
    assert.equal((await guest('lab1')).id, 1)
    assert.deepEqual(await guests(), ['lab1'])
  })

  it('greet on their console and write to the store', async () => {
    const { id } = await createGuest('greeter')
    await eventually(async () => {
      assert.equal(await consoleOf('greeter'), 'LAB-GUEST-UP tiny\r\n')
      assert.equal(await run('xenstore-read', `/local/domain/${id}/data/lab`), 'up\n')
    })
    await destroyGuest('greeter')
    assert.deepEqual(await guests(), ['lab1'])
  })

  it('obey a shutdown, unless they are deaf', async () => {
    await createGuest('obedient')
    await createGuest('deaf', { manner: 'deaf' })
    await eventually(async () => assert.match(await consoleOf('deaf'), /UP/))
    await xl('shutdown', '-w', 'obedient')
    await assert.rejects(xl('shutdown', 'deaf'))
    assert.deepEqual((await guests()).sort(), ['deaf', 'lab1'])
    await destroyGuest('deaf')
  })

  it('have disks and interfaces', async () => {
    await createBridge('lab0')
    await createDisk('/tmp/disk.img', 4)
    const { id } = await createGuest('equipped', { disks: ['/tmp/disk.img'], bridges: ['lab0'] })
    assert.match(await run('xenstore-ls', `/local/domain/0/backend/vbd/${id}`), /params = "\/tmp\/disk.img"/)
    assert.match(await run('xenstore-ls', `/local/domain/0/backend/vif/${id}`), /bridge = "lab0"/)
    await destroyGuest('equipped')
  })

  it('may be Linux', async () => {
    await createGuest('linux', { kind: 'linux' })
    await eventually(async () => assert.match(await consoleOf('linux'), /LAB-GUEST-UP PV/))
    await destroyGuest('linux')
  })

  it('may be PVH', async () => {
    const { id } = await createGuest('pvh', { kind: 'pvh' })
    assert.match(await xl('list', '--long', String(id)), /"type": "pvh"/)
    await destroyGuest('pvh')
  })
})

describe('a suite', () => {
  it('finds the files beside it', async () => {
    assert.match(await readFile(new URL('smoke.lab.ts', import.meta.url), 'utf8'), /beside it/)
  })
})

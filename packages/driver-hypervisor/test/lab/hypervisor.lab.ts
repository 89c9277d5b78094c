import { strict as assert } from 'node:assert'
import { readdirSync, readFileSync, renameSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { type Connection, type Domain, type Driver, open, openReadOnly, Registry } from '@virt/core'
import { describeDriver } from '@virt/core/testing'
import { createGuest, destroyGuest, guest, xl } from '../../../../tools/xen-lab/dom0.js'
import { driver, openHypervisor } from '../../src/index.js'
import { Caller } from '../../src/hypercalls/caller.js'
import { interfaces } from '../../src/layout/table.js'
import { libc } from '../../src/privcmd/libc.js'
import { Privcmd } from '../../src/privcmd/privcmd.js'
import { openDevice } from '../../src/open.js'
import { namesDriver } from './names.js'

const alone = registryOf(driver)
const named = registryOf(driver, await namesDriver())

function registryOf(...drivers: readonly Driver[]): Registry {
  const registry = new Registry()
  drivers.forEach((each) => registry.register(each))
  return registry
}

const openAlone = (): Promise<Connection> => open('xen:///', { registry: alone })

let connection: Connection
before(async () => void (connection = await openAlone()))
after(() => connection.close())

const domainOf = async (name: string): Promise<Domain> => connection.domain(await guest(name))

const refused = (code: string): object => ({ name: 'VirtError', code, origin: 'XEN' })

const flagsOf = async (name: string): Promise<string | undefined> =>
  (await xl('list', name)).trim().split('\n')[1]?.split(/\s+/)[4]

await describeDriver({
  name: 'the hypervisor of a real Xen',
  open: ({ readOnly }) => (readOnly ? openReadOnly : open)('xen:///', { registry: named }),
  guest: (name) =>
    `<domain type='xen'><name>${name}</name><memory>8192</memory><os><type>linux</type></os></domain>`,
  existing: ['lab1'],
  limits: { opens: 50 },
  runner: { describe, it: (name, body, timeout) => it(name, { timeout }, body) },
})

describe('the host', () => {
  it('is what xl says it is', async () => {
    const info = await xl('info')
    const field = (name: string): string => new RegExp(`^${name} *: (.*)$`, 'm').exec(info)?.[1] ?? ''
    const [major, minor, extra] = ['xen_major', 'xen_minor', 'xen_extra'].map(field)
    assert.equal(
      await connection.version(),
      Number(major) * 1e6 + Number(minor) * 1e3 + Number(extra?.slice(1)),
    )
    const node = await connection.nodeInfo()
    assert.deepEqual(
      [node.cpus, node.mhz, Math.floor(node.memory / 1024)],
      [Number(field('nr_cpus')), Math.floor(Number(field('cpu_mhz'))), Number(field('total_memory'))],
    )
    const free = Math.floor((await connection.freeMemory()) / 1024 / 1024)
    assert.equal(free, Number(field('free_memory')))
  })

  it('lists what xl lists', async () => {
    const { id, uuid } = await guest('lab1')
    const rows = await connection.listDomains()
    assert.deepEqual(
      rows.map((row) => row.id),
      [0, 1],
    )
    assert.deepEqual([rows[1]?.id, rows[1]?.uuid, rows[1]?.state], [id, uuid, 'blocked'])
    const stats = await connection.domainStats()
    assert.deepEqual(
      stats.map(({ domain }) => domain.id),
      [0, 1],
    )
  })
})

describe('a guest', () => {
  it('that was paused twice from outside runs after one resume', async () => {
    const domain = await domainOf('lab1')
    await domain.suspend()
    await xl('pause', 'lab1')
    await domain.suspend()
    assert.equal((await domain.info()).state, 'paused')
    await domain.resume()
    assert.equal((await domain.info()).state, 'blocked')
    assert.equal(await flagsOf('lab1'), '-b----')
    await assert.rejects(domain.resume(), refused('OPERATION_INVALID'))
  })

  it('has the affinity and the weight that xl shows', async () => {
    const domain = await domainOf('lab1')
    await domain.pinVcpu(0, [0])
    const [vcpu, ...more] = await domain.vcpus()
    assert.deepEqual([vcpu?.number, vcpu?.affinity, more], [0, [0], []])
    assert.equal(await domain.schedulerType(), 'credit2')
    await domain.setSchedulerParameters({ weight: 512, cap: 50 })
    assert.match(await xl('sched-credit2', '-d', 'lab1'), /lab1 +1 +512 +50/)
    await domain.setSchedulerParameters({ weight: 256, cap: 0 })
    assert.deepEqual(await domain.schedulerParameters(), { weight: 256, cap: 0 })
    await assert.rejects(domain.pinVcpu(0, [4000]), refused('INVALID_ARG'))
  })

  it('may be given more memory', async () => {
    const domain = await domainOf('lab1')
    const before = await domain.maxMemory()
    await domain.setMaxMemory(65_536)
    assert.deepEqual([(await domain.info()).maxMemory, await domain.maxMemory()], [65_536, 65_536])
    await domain.setMaxMemory(before)
  })

  it('with more vcpus than it uses says so', async () => {
    const domain = connection.domain(await createGuest('many', { vcpus: 3 }))
    assert.deepEqual([await domain.maxVcpus(), (await domain.info()).vcpus], [3, 1])
    await domain.setVcpus(3, { maximum: true })
    await assert.rejects(domain.setVcpus(4), refused('OPERATION_INVALID'))
    await assert.rejects(domain.setVcpus(2), refused('NO_SUPPORT'))
    await domain.destroy()
    await assert.rejects(domain.info(), refused('NO_DOMAIN'))
    await destroyGuest('many')
  })

  it('that crashed, or went off, and is kept, says how it ended', async () => {
    const crashed = await createGuest('crashed', { manner: 'crash', config: ['on_crash="preserve"'] })
    const off = await createGuest('off', { manner: 'off', config: ['on_poweroff="preserve"'] })
    const states = async (): Promise<unknown[]> =>
      Promise.all([crashed, off].map(async (each) => (await connection.domain(each).info()).state))
    for (let count = 0; count < 100 && (await states()).includes('running'); count++)
      await new Promise((resolve) => setTimeout(resolve, 20))
    assert.deepEqual(await states(), ['crashed', 'shutdown'])
    await assert.rejects(connection.domain(off).suspend(), refused('OPERATION_INVALID'))
    await Promise.all(['crashed', 'off'].map(destroyGuest))
  })

  it('that dies while it is asked gives good answers or NO_DOMAIN', async () => {
    const ref = await createGuest('dying', { manner: 'busy' })
    const domain = connection.domain(ref)
    const killed = { yes: false }
    const killing = destroyGuest('dying').finally(() => (killed.yes = true))
    const codes = new Set<string>()
    do {
      const asked = [domain.info(), domain.vcpus(), domain.maxVcpus(), domain.schedulerParameters()]
      for (const answer of await Promise.allSettled(asked))
        codes.add(answer.status === 'fulfilled' ? 'good' : (answer.reason as { code: string }).code)
      await connection.listDomains()
      await new Promise(setImmediate)
    } while (!killed.yes)
    await killing
    await assert.rejects(domain.info(), refused('NO_DOMAIN'))
    assert.deepEqual(
      [...codes].filter((code) => !['good', 'NO_DOMAIN'].includes(code)),
      [],
    )
  })
})

describe('Xen', () => {
  it('refuses what is not there with ESRCH, and its own domain stays', async () => {
    const hypervisor = await openHypervisor()
    assert.throws(() => hypervisor.pause(9999), refused('NO_DOMAIN'))
    await assert.rejects(hypervisor.destroy(9999), refused('NO_DOMAIN'))
    await hypervisor.close()
    const [host] = await connection.listDomains()
    await assert.rejects(async () => host?.destroy(), refused('OPERATION_INVALID'))
    await assert.rejects(async () => host?.suspend(), refused('OPERATION_INVALID'))
  })

  it('refuses another version of its interface with EACCES', async () => {
    const port = new Privcmd(await libc(), openDevice())
    const memory = port.allocate(8192)
    for (const other of interfaces.filter(({ evidence }) => evidence !== 'run'))
      if (other.sysctl.hypercall !== 7)
        assert.throws(() => new Caller(port, memory, other).call('getvcpuinfo', {}, 0), {
          code: 'OPERATION_DENIED',
          detail: 'getvcpuinfo of domain 0: EACCES',
        })
    memory.release()
    await port.close()
  })

  it('is for root, who is told the way out; everybody else is declined when looking only', async () => {
    process.seteuid?.(65_534)
    try {
      await assert.rejects(openAlone(), (error: Error & { code: string }) => {
        assert.equal(error.code, 'OPERATION_DENIED')
        return error.message.includes('openReadOnly')
      })
      await assert.rejects(openReadOnly('xen:///', { registry: alone }), { code: 'NO_CONNECT' })
    } finally {
      process.seteuid?.(0)
    }
  })

  it('is reached through locked memory too', async () => {
    renameSync('/dev/xen/hypercall', '/dev/xen/hypercall.away')
    try {
      const other = await openAlone()
      assert.equal((await other.listDomains()).length, 2)
      await other.close()
    } finally {
      renameSync('/dev/xen/hypercall.away', '/dev/xen/hypercall')
    }
  })

  it('is let go of', async () => {
    const count = (): [files: number, maps: number] => [
      readdirSync('/proc/self/fd').length,
      readFileSync('/proc/self/maps', 'utf8').split('/dev/xen/hypercall').length,
    ]
    const before = count()
    for (let times = 0; times < 20; times++) await (await openAlone()).close()
    assert.deepEqual(count(), before)
  })
})

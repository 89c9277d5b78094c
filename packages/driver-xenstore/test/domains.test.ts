import { describe, expect, it } from 'vitest'
import type { Connection } from '@virt/core'
import { code, failure } from './support/failure.js'
import { connectionTo } from './support/connection.js'
import { Guests } from './support/guests.js'
import { clientOf, haveStore, startStore } from './support/store.js'
import type { XenStoreClient } from '../src/index.js'

async function setUp(): Promise<{ connection: Connection; guests: Guests; toolstack: XenStoreClient }> {
  const store = await startStore()
  const toolstack = await clientOf(store)
  const guests = new Guests(store, toolstack)
  return { connection: await connectionTo(store), guests, toolstack }
}

const rows = async (connection: Connection): Promise<unknown[]> =>
  (await connection.listDomains()).map(({ id, name, uuid }) => [id, name, uuid])

describe.runIf(haveStore)('domains of a real store', () => {
  it('are listed, and found in all three ways', async () => {
    const { connection, guests } = await setUp()
    await guests.start(1)
    await guests.start(2)
    expect(await rows(connection)).toEqual([
      [1, 'guest1', Guests.uuid(1)],
      [2, 'guest2', Guests.uuid(2)],
    ])
    const found = await Promise.all([
      connection.lookupDomainById(2),
      connection.lookupDomainByName('guest2'),
      connection.lookupDomainByUuid(Guests.uuid(2)),
    ])
    expect(found.map(({ id, name, uuid }) => ({ id, name, uuid }))).toEqual(
      Array(3).fill({ id: 2, name: 'guest2', uuid: Guests.uuid(2) }),
    )
    expect(await code(connection.lookupDomainById(3))).toBe('NO_DOMAIN')
  })

  it('are seen as they are now, whoever came, went, or was renamed', async () => {
    const { connection, guests } = await setUp()
    expect(await rows(connection)).toEqual([])
    await guests.start(1)
    expect(await rows(connection)).toEqual([[1, 'guest1', Guests.uuid(1)]])
    await guests.write(1, { name: 'renamed' })
    expect(await rows(connection)).toEqual([[1, 'renamed', Guests.uuid(1)]])
    await guests.stop(1)
    expect(await rows(connection)).toEqual([])
    await guests.start(1, { vm: `/vm/${Guests.uuid(9)}` })
    expect(await rows(connection)).toEqual([[1, 'guest1', Guests.uuid(9)]])
  })

  it('are not there when nobody introduced them, or they have no good name or uuid', async () => {
    const { connection, guests } = await setUp()
    await guests.start(1)
    await guests.write(2, { name: 'stale', vm: `/vm/${Guests.uuid(2)}` })
    await guests.start(3, { name: 'x'.repeat(2000) })
    await guests.start(4, { name: 'a\nb' })
    await guests.start(5, { vm: '/vm/../etc' })
    await guests.start(6, { vm: '' })
    expect(await rows(connection)).toEqual([[1, 'guest1', Guests.uuid(1)]])
  })

  it('the control domain is there, with the uuid that it has always had', async () => {
    const { connection, guests } = await setUp()
    await guests.write(0, { name: 'Domain-0' })
    expect(await rows(connection)).toEqual([[0, 'Domain-0', '00000000-0000-0000-0000-000000000000']])
    const domain = await connection.lookupDomainById(0)
    expect(await domain.osType()).toBe('linux')
    expect(await code(domain.info())).toBe('NO_SUPPORT')
    expect(await failure(domain.shutdown())).toEqual([
      'OPERATION_INVALID',
      'Requested operation is not valid: the control domain cannot be asked for poweroff through the store',
    ])
  })

  it('of one name are told apart by uuid only', async () => {
    const { connection, guests } = await setUp()
    await guests.start(1)
    await guests.start(2, { name: 'guest1' })
    expect(await code(connection.lookupDomainByName('guest1'))).toBe('OPERATION_FAILED')
    expect((await connection.lookupDomainByUuid(Guests.uuid(1))).id).toBe(1)
  })

  it('have the memory and processors that the store tells', async () => {
    const { connection, guests } = await setUp()
    const memory = { 'memory/static-max': '262144', 'memory/target': '131072' }
    await guests.start(1, { ...memory, 'cpu/0/availability': 'online', 'cpu/1/availability': 'offline' })
    await guests.start(2, { 'memory/static-max': 'lots', 'memory/target': '-1' })
    const [one, two] = [await connection.lookupDomainById(1), await connection.lookupDomainById(2)]
    expect(await one.info()).toEqual({
      state: 'nostate',
      maxMemory: 262144,
      memory: 131072,
      vcpus: 1,
      cpuTime: 0,
      id: 1,
    })
    expect([await one.maxMemory(), await code(two.maxMemory())]).toEqual([262144, 'NO_SUPPORT'])
    expect(await connection.domainStats()).toEqual([
      {
        domain: { id: 1, name: 'guest1', uuid: Guests.uuid(1) },
        state: 'nostate',
        balloon: { current: 131072, maximum: 262144 },
        vcpus: { current: 1, maximum: 2 },
        blocks: [],
        interfaces: [],
      },
      {
        domain: { id: 2, name: 'guest2', uuid: Guests.uuid(2) },
        state: 'nostate',
        blocks: [],
        interfaces: [],
      },
    ])
  })

  it('get the vcpus that they may have', async () => {
    const { connection, guests, toolstack } = await setUp()
    const cpus = { 'cpu/0/availability': 'online', 'cpu/1/availability': 'offline' }
    await guests.start(1, { 'memory/target': '65536', ...cpus })
    await guests.start(2)
    const [guest, other] = [await connection.lookupDomainById(1), await connection.lookupDomainById(2)]
    await guest.setVcpus(2)
    expect((await guest.info()).vcpus).toBe(2)
    await guest.setVcpus(1)
    const said = ['0', '1'].map((cpu) => toolstack.read(`/local/domain/1/cpu/${cpu}/availability`))
    expect(await Promise.all(said)).toEqual(['online', 'offline'])
    const refusals = [
      guest.setVcpus(3),
      guest.setVcpus(2, { maximum: true }),
      guest.setVcpus(1, { config: true }),
      other.setVcpus(1),
    ]
    expect(await Promise.all(refusals.map(code))).toEqual([
      'INVALID_ARG',
      'NO_SUPPORT',
      'NO_SUPPORT',
      'NO_SUPPORT',
    ])
  })

  it('get the memory that they may have', async () => {
    const { connection, guests, toolstack } = await setUp()
    await guests.start(1, { 'memory/static-max': '262144', 'memory/target': '262144' })
    await guests.write(0, { name: 'Domain-0', 'memory/static-max': '1048576' })
    const [guest, control] = [await connection.lookupDomainById(1), await connection.lookupDomainById(0)]
    await guest.setMemory(65536)
    expect(await toolstack.read('/local/domain/1/memory/target')).toBe('65536')
    const refusals = [
      guest.setMemory(65535),
      guest.setMemory(262145),
      control.setMemory(131071),
      guest.setMemory(65536, { config: true }),
    ]
    expect(await Promise.all(refusals.map(code))).toEqual([
      'INVALID_ARG',
      'INVALID_ARG',
      'INVALID_ARG',
      'NO_SUPPORT',
    ])
    expect(await toolstack.read('/local/domain/1/memory/target')).toBe('65536')
  })

  it('are asked to shut down and to restart, unless they say that they do not react', async () => {
    const { connection, guests, toolstack } = await setUp()
    await guests.start(1, { 'control/feature-poweroff': '1' })
    await guests.start(2, { 'control/feature-poweroff': '0', 'control/feature-reboot': '' })
    const [one, two] = [await connection.lookupDomainById(1), await connection.lookupDomainById(2)]
    await one.shutdown()
    expect(await failure(two.shutdown())).toEqual([
      'OPERATION_UNSUPPORTED',
      "Operation not supported: the guest of domain 'guest2' does not react to poweroff",
    ])
    await two.reboot()
    const asked = [1, 2].map((id) => toolstack.read(`/local/domain/${id}/control/shutdown`))
    expect(await Promise.all(asked)).toEqual(['poweroff', 'reboot'])
  })

  it('are never mistaken for the next one of the same id', async () => {
    const { connection, guests, toolstack } = await setUp()
    await guests.start(1, { 'memory/static-max': '262144' })
    const domain = await connection.lookupDomainById(1)
    await guests.stop(1)
    await guests.start(1, { vm: `/vm/${Guests.uuid(9)}`, 'memory/static-max': '262144' })
    expect(await Promise.all([domain.shutdown(), domain.setMemory(65536), domain.info()].map(code))).toEqual(
      Array(3).fill('NO_DOMAIN'),
    )
    expect(await toolstack.tryRead('/local/domain/1/control/shutdown')).toBeUndefined()
  })

  it('in their hundreds are listed with a bounded number of round trips', async () => {
    const { connection, guests } = await setUp()
    for (let id = 1; id <= 200; id++) await guests.start(id)
    expect((await connection.listDomains()).length).toBe(200)
    expect((await connection.listDomains()).length).toBe(200)
  })
})

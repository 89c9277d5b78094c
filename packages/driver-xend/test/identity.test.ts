import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { FakeXend, type Format } from './support/fake-xend.js'
import { guestXml, hvmXml } from './support/guests.js'
import { connectTo } from './support/served.js'
import type { Connection } from '@virt/core'

let xend: FakeXend

async function begin(format: Format): Promise<Connection> {
  xend = new FakeXend(format)
  return connectTo(await xend.listen())
}
afterEach(() => xend.close())

describe.each([1, 2, 3, 4] as const)('config version %i', (format) => {
  it('is not misled by a guest whose name is the id of another', async () => {
    const connection = await begin(format)
    const trap = await connection.createDomain(guestXml({ name: '2' }))
    const second = await connection.createDomain(guestXml({ name: 'second' }))
    expect([trap.id, second.id]).toEqual([1, 2])
    expect((await connection.lookupDomainById(2)).name).toBe('second')
    expect((await connection.lookupDomainByName('2')).uuid).toBe(trap.uuid)
    await second.suspend()
    expect([(await second.info()).state, (await trap.info()).state]).toEqual(['paused', 'blocked'])
  })

  it('does nothing to a namesake of a domain that is gone', async () => {
    const connection = await begin(format)
    const old = await connection.createDomain(guestXml({ name: 'same' }))
    await old.destroy()
    const other = await connection.createDomain(guestXml({ name: 'same' }))
    const stale = connection.domain({ ...old.ref, id: other.id })
    await expect(stale.destroy()).rejects.toMatchObject({ code: 'NO_DOMAIN' })
    expect((await other.info()).state).toBe('blocked')
  })

  it('lists what runs and what is paused', async () => {
    const connection = await begin(format)
    await connection.createDomain(guestXml({ name: 'runs' }))
    await connection.createDomain(guestXml({ name: 'waits' }), { paused: true })
    const states = (await connection.listDomains()).map(({ name, state }) => [name, state])
    expect(states.sort()).toEqual([
      ['runs', 'blocked'],
      ['waits', 'paused'],
    ])
  })

  it('pins in the spelling of its version', async () => {
    const connection = await begin(format)
    const domain = await connection.createDomain(guestXml({ name: 'pinned' }))
    await domain.pinVcpu(0, [3, 1])
    expect((await domain.vcpus())[0]?.affinity).toEqual([1, 3])
    const beyond = domain.pinVcpu(1, [11])
    if (format === 4) await beyond
    else await expect(beyond).rejects.toMatchObject({ code: 'OPERATION_UNSUPPORTED' })
  })

  it('detaches the interface of an address, whatever its number', async () => {
    const connection = await begin(format)
    const domain = await connection.createDomain(guestXml({ name: 'wired' }))
    const nic = (last: number): string =>
      `<interface type='bridge'><mac address='00:16:3e:00:00:0${last}'/><source bridge='b'/></interface>`
    await domain.attachDevice(nic(1))
    await domain.attachDevice(nic(2))
    await domain.detachDevice(nic(1))
    expect((await domain.config()).devices?.interfaces?.map(({ mac }) => mac?.address)).toEqual([
      '00:16:3e:00:00:02',
    ])
  })

  it('makes a fully virtualized guest', async () => {
    const connection = await begin(format)
    const domain = await connection.createDomain(hvmXml)
    const { os, devices } = await domain.config()
    expect([await domain.osType(), os.type.name]).toEqual(['hvm', 'hvm'])
    expect(devices?.disks?.map(({ target }) => target.dev)).toEqual(['hda'])
    await domain.destroy()
    expect(await connection.listDomains()).toEqual([])
  })

  it('destroys what it has made when the rest of a creation fails', async () => {
    const connection = await begin(format)
    xend.refuse = 'wait_for_devices'
    const created = connection.createDomain(guestXml({ name: 'half', uuid: randomUUID() }))
    await expect(created).rejects.toMatchObject({ code: 'OPERATION_FAILED' })
    expect(await connection.listDomains()).toEqual([])
  })
})

it('a uuid as a name is no way to another domain', async () => {
  const connection = await begin(4)
  const meant = await connection.defineDomain(guestXml({ name: 'meant' }))
  const trap = await connection.createDomain(guestXml({ name: meant.uuid }))
  await meant.start()
  await meant.destroy()
  expect((await trap.info()).state).toBe('blocked')
  expect((await connection.lookupDomainByUuid(meant.uuid)).name).toBe('meant')
})

import type { Domain } from '@virt/core'
import { expect, test } from 'vitest'
import { connect, failure, watch } from './support.js'

const disk = (dev: string): string =>
  `<disk type='file' device='disk'><source file='/x'/><target dev='${dev}' bus='virtio'/></disk>`

const disks = async (domain: Domain): Promise<string[][]> =>
  Promise.all(
    [false, true].map(async (inactive) =>
      ((await domain.config({ inactive })).devices?.disks ?? []).map(({ target }) => target.dev),
    ),
  )

test('devices are attached to what runs, to the definition, or to both', async () => {
  const connection = await connect()
  const events = await watch(connection)
  const domain = await connection.lookupDomainByName('test')
  await domain.attachDevice(disk('vdb'))
  await domain.attachDevice(disk('vdc'), { config: true })
  await domain.attachDevice(disk('vdd'), { live: true, config: true })
  expect(await disks(domain)).toEqual([
    ['vda', 'vdb', 'vdd'],
    ['vda', 'vdc', 'vdd'],
  ])
  await domain.detachDevice(disk('vdd'), { live: true, config: true })
  expect(await disks(domain)).toEqual([
    ['vda', 'vdb'],
    ['vda', 'vdc'],
  ])
  expect(events).toEqual(['test 1: deviceAdded', 'test 1: deviceAdded', 'test 1: deviceRemoved'])
})

test('a device that is on one side only changes neither', async () => {
  const domain = await (await connect()).lookupDomainByName('test')
  await domain.attachDevice(disk('vdb'))
  expect(await failure(domain.detachDevice(disk('vdb'), { live: true, config: true }))).toEqual([
    'DEVICE_MISSING',
    'device not found: device not present in domain configuration',
  ])
  expect(await disks(domain)).toEqual([['vda', 'vdb'], ['vda']])
})

test.each([
  ['a disk whose target is taken', disk('vda'), 'target vda already exists'],
  ['a second balloon', "<memballoon model='virtio'/>", 'domain already has a memballoon device'],
])('%s is refused', async (_, xml, detail) => {
  const domain = await (await connect()).lookupDomainByName('test')
  expect(await failure(domain.attachDevice(xml))).toEqual([
    'OPERATION_INVALID',
    `Requested operation is not valid: ${detail}`,
  ])
})

test('an interface gets a name of its own, and is found again by its address', async () => {
  const domain = await (await connect()).lookupDomainByName('test')
  const card = "<interface type='bridge'><mac address='52:54:00:00:00:01'/><source bridge='br0'/></interface>"
  await domain.attachDevice(card)
  const names = async (): Promise<unknown[]> =>
    ((await domain.config()).devices?.interfaces ?? []).map(({ target }) => target?.dev)
  expect(await names()).toEqual(['testnet0', 'testnet1'])
  await domain.detachDevice(card)
  expect(await names()).toEqual(['testnet0'])
})

test('other devices are found by all that is said of them', async () => {
  const domain = await (await connect()).lookupDomainByName('test')
  await domain.attachDevice("<sound model='ich6'/>")
  await domain.attachDevice("<sound model='ac97'/>")
  await domain.detachDevice("<sound model='ich6'/>")
  expect((await domain.config()).devices?.sounds).toEqual([{ model: 'ac97' }])
  expect((await failure(domain.detachDevice("<sound model='ich6'/>")))[0]).toBe('DEVICE_MISSING')
})

test('only secure shows passwords', async () => {
  const connection = await connect()
  const graphics = "<devices><graphics type='vnc' passwd='secret'/></devices>"
  const domain = await connection.createDomain(
    `<domain type='test'><name>a</name><memory>65536</memory><os><type>hvm</type></os>${graphics}</domain>`,
  )
  const password = async (secure: boolean): Promise<unknown> =>
    (await domain.config({ secure })).devices?.graphics?.[0]?.passwd
  expect([await password(false), await password(true)]).toEqual(['*****', 'secret'])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatCpuSet, parseCpuSet } from '../src/cpu-set.js'
import { connect, domainXml } from './support.js'

const cards = `<devices>
  <interface type='user'/>
  <interface type='user'><mac address='52:54:00:00:00:01'/><target dev='testnet0'/></interface>
</devices>`

test('what a description leaves open is filled in, once', async () => {
  const domain = await (await connect()).defineDomain(domainXml('a', cards))
  const config = await domain.config()
  expect(config.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(config.os.type).toMatchObject({ name: 'hvm', arch: 'i686' })
  expect(config.devices?.interfaces?.map(({ mac, target }) => [mac?.address, target?.dev])).toEqual([
    [expect.stringMatching(/^52:54:00(:[0-9a-f]{2}){3}$/), 'testnet1'],
    ['52:54:00:00:00:01', 'testnet0'],
  ])
  await domain.start()
  expect(await domain.config()).toEqual({ ...config, id: 2 })
})

test('graphics bring a screen of the kind that the guest can use', async () => {
  const connection = await connect()
  const graphics = "<devices><graphics type='vnc'/></devices>"
  const models = ['hvm', 'xen'].map(async (kind) => {
    const xml = domainXml(kind, graphics).replace('>hvm<', `>${kind}<`)
    return (await (await connection.defineDomain(xml)).config()).devices?.videos?.map(
      ({ model }) => model?.type,
    )
  })
  expect(await Promise.all(models)).toEqual([['cirrus'], ['xen']])
})

test('nobody changes a description by changing what was handed out', async () => {
  const config = await (await (await connect()).lookupDomainByName('test')).config()
  expect([config, config.os.type, config.devices?.disks?.[0]].map(Object.isFrozen)).toEqual([
    true,
    true,
    true,
  ])
})

test('sets of CPUs are written as they were read', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(1023)), (cpus) => {
      const ascending = cpus.sort((a, b) => a - b)
      expect(parseCpuSet(formatCpuSet(cpus))).toEqual(ascending)
    }),
  )
  expect(parseCpuSet('0-4,^2,7')).toEqual([0, 1, 3, 4, 7])
  expect(parseCpuSet('0-4000000000')).toHaveLength(1024)
})

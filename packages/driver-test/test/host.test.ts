import { hostname } from 'node:os'
import { expect, test } from 'vitest'
import { connect, nodeUri } from './support.js'

test('capabilities: an i686 with two NUMA cells, for both kinds of guests', async () => {
  const { host, guests } = await (await connect()).capabilities()
  expect(host).toMatchObject({
    cpu: { arch: 'i686', pages: [{ size: 4 }, { size: 8 }, { size: 2048 }, { size: 1048576 }] },
    iommu: { support: false },
    secmodels: [{ model: 'testSecurity' }],
  })
  expect(
    host.topology?.cells?.map(({ id, memory, pages, cpus }) => [id, memory, pages?.[0], cpus?.at(-1)]),
  ).toEqual([
    [0, 2097152, { size: 4, count: 524288 }, { id: 7, socketId: 0, dieId: 0, coreId: 7, siblings: '7' }],
    [1, 4194304, { size: 8, count: 524288 }, { id: 15, socketId: 1, dieId: 0, coreId: 7, siblings: '15' }],
  ])
  expect(guests).toEqual(
    ['hvm', 'xen'].map((osType) => ({
      osType,
      arch: { name: 'i686', wordsize: 32, emulator: '/usr/bin/test-hv', domains: [{ type: 'test' }] },
      features: { pae: true, nonpae: true },
    })),
  )
})

test('a host from a file has no cells, and all its memory free', async () => {
  const connection = await connect(nodeUri('<node><memory>1024</memory></node>'))
  expect([(await connection.capabilities()).host.topology, await connection.freeMemory()]).toEqual([
    { cells: [] },
    1024 * 1024,
  ])
})

test('its name is that of the machine', async () => {
  expect(await (await connect()).hostname()).toBe(hostname())
})

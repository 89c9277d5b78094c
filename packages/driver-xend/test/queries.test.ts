import { describe, expect, it } from 'vitest'
import { recorded } from './support/recorded.js'
import { replay } from './support/replay.js'

const pv = '11111111-2222-3333-4444-555555555551'
const zero = '00000000-0000-0000-0000-000000000000'

describe.skipIf(!recorded)('the host', () => {
  const node = {
    model: 'x86_64',
    memory: 16_777_216,
    cpus: 4,
    mhz: 2400,
    nodes: 1,
    sockets: 1,
    cores: 4,
    threads: 1,
  }
  const versions = { '3.0.2': 3_000_002, '3.0.4': 3_000_004, '4.4.4': 4_004_004 } as const

  it.each(['3.0.2', '3.0.4', '4.4.4'] as const)('of %s is described by its node', async (version) => {
    const connection = await (await replay(version)).open()
    expect(await connection.nodeInfo()).toEqual(node)
    expect(await connection.freeMemory()).toBe(14_208 * 1024 * 1024)
    expect(await Promise.all([connection.type(), connection.version(), connection.hostname()])).toEqual([
      'Xen',
      versions[version],
      'vm',
    ])
  })
})

describe.skipIf(!recorded)('what there is', () => {
  it('of 3.0.2 is in one list', async () => {
    const connection = await (await replay('3.0.2', '020')).open()
    const rows = (await connection.listDomains()).map(({ name, uuid, id, state }) => ({
      name,
      uuid,
      id,
      state,
    }))
    expect(rows).toEqual([
      { name: 'Domain-0', uuid: zero, id: 0, state: 'running' },
      { name: 'demo-pv', uuid: pv, id: 1, state: 'blocked' },
    ])
  })

  it('of 4.4.4 includes what is paused, which the list leaves out', async () => {
    const connection = await (await replay('4.4.4', '015', '061', '072')).open()
    const rows = (await connection.listDomains()).map(({ name, id, state }) => ({ name, id, state }))
    expect(rows).toEqual([
      { name: 'Domain-0', id: 0, state: 'running' },
      { name: 'demo-pv', id: 3, state: 'paused' },
    ])
  })
})

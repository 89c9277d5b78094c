import { describe, expect, it } from 'vitest'
import {
  type Driver,
  type DriverConnection,
  open,
  type Connection,
  VirtError,
  type DomainConfig,
  type DomainRef,
  type ErrorCode,
} from '../../src/index.js'
import { alpha, codeOf, registryOf, tinyDriver } from '../tiny-driver.js'

const fail = (code: ErrorCode) => (): Promise<never> => Promise.reject(new VirtError(code))
const info = { state: 'running', maxMemory: 1, memory: 1, vcpus: 1, cpuTime: 0 } as const

/** Channels in the order of their rank for queries; changes are asked in the opposite order. */
function channels(...tables: Pick<DriverConnection, 'domains' | 'host'>[]): Promise<Connection> {
  const drivers = tables.map((table, index): Driver =>
    tinyDriver(
      { driver: `c${index}`, ...table },
      { name: `c${index}`, rank: { query: index, change: -index } },
    ),
  )
  return open('tiny:///', { registry: registryOf(...drivers.reverse()) })
}

describe('a query', () => {
  it('is answered by the nearest channel that has it', async () => {
    const connection = await channels(
      {},
      { host: { version: async () => 1 } },
      { host: { version: async () => 2 } },
    )
    expect(await connection.version()).toBe(1)
  })

  it.each(['NO_SUPPORT', 'NO_DOMAIN', 'CONNECTION_LOST'] as const)('goes on after %s', async (code) => {
    const connection = await channels(
      { domains: { info: fail(code) } },
      { domains: { info: async () => info } },
    )
    expect(await connection.domain(alpha).info()).toEqual(info)
  })

  it('stops at any other error', async () => {
    const connection = await channels(
      { domains: { info: fail('XEN_CALL') } },
      { domains: { info: async () => info } },
    )
    expect(await codeOf(connection.domain(alpha).info())).toBe('XEN_CALL')
  })

  it.each([
    [['NO_SUPPORT', 'NO_DOMAIN'], 'NO_DOMAIN'],
    [['NO_DOMAIN', 'NO_SUPPORT'], 'NO_DOMAIN'],
    [['CONNECTION_LOST', 'NO_DOMAIN'], 'CONNECTION_LOST'],
  ] as const)('that all refuse with %j says %s', async (codes, expected) => {
    const connection = await channels(...codes.map((code) => ({ domains: { info: fail(code) } })))
    expect(await codeOf(connection.domain(alpha).info())).toBe(expected)
  })
})

describe('a change', () => {
  it('goes to the channel that must know about it, by its own rank', async () => {
    const asked: string[] = []
    const suspend = (name: string) => async () => void asked.push(name)
    const connection = await channels(
      { domains: { suspend: suspend('near') } },
      { domains: { suspend: suspend('daemon') } },
    )
    await connection.domain(alpha).suspend()
    expect(asked).toEqual(['daemon'])
  })

  it('is never repeated when it may have reached a channel', async () => {
    let repeated = 0
    const connection = await channels(
      { domains: { destroy: async () => void repeated++ } },
      { domains: { destroy: fail('CONNECTION_LOST') } },
    )
    expect([await codeOf(connection.domain(alpha).destroy()), repeated]).toEqual(['CONNECTION_LOST', 0])
  })

  it('goes on when the channel certainly did nothing', async () => {
    const connection = await channels(
      { domains: { destroy: async () => undefined } },
      { domains: { destroy: fail('NO_SUPPORT') } },
    )
    await connection.domain(alpha).destroy()
  })
})

describe('a listing', () => {
  const { uuid } = alpha
  const beta = '22222222-2222-4222-8222-222222222222'

  it('is joined by uuid: the nearest fields win, others fill in', async () => {
    const connection = await channels(
      { domains: { list: async () => [{ uuid, id: 7, state: 'running' }] } },
      { domains: { list: async () => [{ uuid, id: 6, name: 'alpha', persistent: true }] } },
    )
    const listed = await connection.listDomains()
    expect(listed.map(({ name, id, state, persistent }) => ({ name, id, state, persistent }))).toEqual([
      { name: 'alpha', id: 7, state: 'running', persistent: true },
    ])
  })

  it('is joined by name where the uuids differ, for a name belongs to one domain', async () => {
    const connection = await channels(
      { domains: { list: async () => [{ uuid, id: 7, state: 'running' }] } },
      { domains: { list: async () => [{ uuid, name: 'alpha' }] } },
      { domains: { list: async () => [{ uuid: beta, name: 'alpha', state: 'shutoff', persistent: true }] } },
    )
    const listed = await connection.listDomains()
    expect(listed.map(({ uuid, id, state, persistent }) => ({ uuid, id, state, persistent }))).toEqual([
      { uuid, id: 7, state: 'running', persistent: true },
    ])
  })

  it('of active domains asks no further than it takes to know name, id and state', async () => {
    const asked: string[] = []
    const rows = (name: string, row: object) => ({
      domains: { list: async () => (asked.push(name), [{ uuid, ...row }]) },
    })
    const connection = await channels(
      rows('hypervisor', { id: 7, state: 'running' }),
      rows('store', { id: 7, name: 'alpha' }),
      rows('daemon', { id: 7, name: 'alpha', state: 'running', persistent: true }),
    )
    await connection.listDomains({ active: true })
    expect(asked.splice(0)).toEqual(['hypervisor', 'store'])
    await connection.listDomains({ active: true, persistent: true })
    expect(asked).toEqual(['hypervisor', 'store', 'daemon'])
  })

  it('does without a channel that is gone, and fails only when all are', async () => {
    const gone = { domains: { list: fail('CONNECTION_LOST') } }
    const connection = await channels(gone, { domains: { list: async () => [{ uuid, name: 'alpha' }] } })
    expect((await connection.listDomains()).map(({ name }) => name)).toEqual(['alpha'])
    expect(await codeOf((await channels(gone, gone)).listDomains())).toBe('CONNECTION_LOST')
  })
})

it('a missing operation answers NO_SUPPORT with operation and drivers, and supports() says so before', async () => {
  const connection = await channels({ host: { version: async () => 1 } }, {})
  expect(connection.supported).toEqual(['host.version'])
  await expect(connection.hostname()).rejects.toMatchObject({
    code: 'NO_SUPPORT',
    operation: 'host.hostname',
    message: 'this function is not supported by the connection driver: host.hostname (driver c1, c0)',
  })
})

describe('figures', () => {
  const { uuid } = alpha
  const figures = (row: object) => ({
    domains: { stats: async () => [{ state: 'running', ...row }] as never },
  })

  it('are joined group by group, and the name comes from who knows it', async () => {
    const connection = await channels(
      figures({ domain: { uuid, name: '', id: 1 }, cpu: { time: 5 } }),
      figures({ domain: alpha, cpu: { time: 4 }, blocks: [{ name: 'xvda' }] }),
    )
    expect(await connection.domainStats()).toEqual([
      { domain: alpha, state: 'running', cpu: { time: 5 }, blocks: [{ name: 'xvda' }] },
    ])
  })
})

describe('a channel', () => {
  it('has its siblings do what it cannot', async () => {
    const keeper: Driver = {
      ...tinyDriver({ driver: 'keeper' }, { name: 'keeper', rank: { query: 9, change: 9 } }),
      open: async ({ siblings }) => ({
        driver: 'keeper',
        domains: {
          start: ({ name }, flags, call) => siblings.run('domains.create', [config(name), flags], call),
        },
        close: async () => undefined,
      }),
    }
    const config = (name: string): DomainConfig => ({
      type: 'xen',
      name,
      memory: 1024,
      os: { type: { name: 'linux' } },
    })
    const create = async ({ name }: DomainConfig): Promise<DomainRef> => ({ ...alpha, name })
    const starter = tinyDriver({ driver: 'starter', domains: { create } }, { name: 'starter' })
    const together = await open('tiny:///', { registry: registryOf(keeper, starter) })
    const domain = together.domain(alpha)
    await domain.start()
    expect(domain.id).toBe(alpha.id)
    const alone = await open('tiny:///', { registry: registryOf(keeper) })
    expect(await codeOf(alone.domain(alpha).start())).toBe('NO_SUPPORT')
  })
})

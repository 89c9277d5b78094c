import { getEventListeners, getMaxListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import {
  type CallOptions,
  type Connection,
  type DriverConnection,
  open,
  openReadOnly,
  operations,
  VirtError,
} from '../../src/index.js'
import { ServedCall } from '../../src/rpc/served-call.js'
import { alpha, codeOf, registryOf, tinyDriver } from '../tiny-driver.js'

const never = (): Promise<never> => new Promise(() => undefined)
const opened = (table: Partial<DriverConnection>, readOnly = false): Promise<Connection> =>
  (readOnly ? openReadOnly : open)('tiny:///', { registry: registryOf(tinyDriver(table)) })

describe('a call', () => {
  it('checks arguments before anything else', async () => {
    const connection = await opened({ domains: {} })
    const domain = connection.domain(alpha)
    const bad: [string, Promise<unknown>][] = [
      ['memory below 4 MiB', domain.setMemory(4095)],
      ['no vcpu', domain.setVcpus(0)],
      ['vcpu over 32000', domain.pinVcpu(32_001, [0])],
      ['no cpu', domain.pinVcpu(0, [])],
      ['negative id', connection.lookupDomainById(-1)],
      ['half a uuid', connection.lookupDomainByUuid('1234')],
      ['empty name', connection.lookupDomainByName('')],
      ['NUL in a path', Promise.resolve(domain.save('/a\0b'))],
      ['path of 4096 bytes', Promise.resolve(domain.save(`/${'x'.repeat(4096)}`))],
      ['unknown flag', domain.start({ pausde: true } as CallOptions)],
      ['not a boolean', domain.setAutostart('yes' as never)],
      ['reference without uuid', connection.domain({ name: 'x', uuid: 'y' }).info()],
    ]
    const codes = await Promise.all(bad.map(async ([what, call]) => [what, await codeOf(call)]))
    expect(codes).toEqual(bad.map(([what]) => [what, 'INVALID_ARG']))
  })

  it('makes relative paths absolute and normalises uuids, as libvirt does', async () => {
    const seen: unknown[] = []
    const connection = await opened({
      domains: {
        restore: async (path) => (seen.push(path), alpha),
        lookupByUuid: async (uuid) => (seen.push(uuid), alpha),
      },
    })
    await connection.restoreDomain('image')
    await connection.lookupDomainByUuid('11111111111141118111111111111111'.toUpperCase())
    expect(seen).toEqual([`${process.cwd()}/image`, alpha.uuid])
  })

  it('is refused on a read-only connection for every change of the contract, and for secrets', async () => {
    const connection = await opened({ domains: { config: async () => ({ name: 'x' }) as never } }, true)
    const gate = await Promise.all(
      Object.entries(operations)
        .filter(([, { kind }]) => kind === 'change')
        .map(([name]) => name),
    )
    expect(gate).toEqual(
      expect.arrayContaining([
        'domains.setAutostart',
        'domains.setSchedulerParameters',
        'networks.setAutostart',
      ]),
    )
    const domain = connection.domain(alpha)
    expect(await codeOf(domain.setAutostart(true))).toBe('OPERATION_DENIED')
    expect(await codeOf(domain.config({ secure: true }))).toBe('OPERATION_DENIED')
    expect(await domain.config()).toEqual({ name: 'x' })
  })

  it('ends at its timeout or abort, and tells the driver', async () => {
    const signals: AbortSignal[] = []
    const connection = await opened({
      domains: { info: (_domain, call) => (signals.push(call.signal!), never()) },
    })
    const domain = connection.domain(alpha)
    expect(await codeOf(domain.info({ timeout: 5 }))).toBe('OPERATION_TIMEOUT')
    expect(await codeOf(domain.info({ signal: AbortSignal.timeout(5) }))).toBe('OPERATION_ABORTED')
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
    expect(await codeOf(domain.info({ signal: AbortSignal.abort() }))).toBe('OPERATION_ABORTED')
    expect(signals).toHaveLength(2)
  })

  it('may be listened to by all that a driver does for it at once', async () => {
    const signals: AbortSignal[] = []
    const connection = await opened({
      domains: { info: (_domain, call) => (signals.push(call.signal!), never()) },
    })
    expect(await codeOf(connection.domain(alpha).info({ timeout: 5 }))).toBe('OPERATION_TIMEOUT')
    expect([...signals, new ServedCall().signal].map((each) => getMaxListeners(each))).toEqual([
      Infinity,
      Infinity,
    ])
  })

  it('shares a signal of its caller with any others, which nobody is warned of', async () => {
    const subscribe = async (): Promise<() => void> => () => undefined
    const connection = await opened({ domains: { info: () => never(), subscribe } })
    const controller = new AbortController()
    const { signal } = controller
    const ask = (): Promise<unknown> => codeOf(connection.domain(alpha).info({ signal }))
    const early = codeOf(connection.domain(alpha).info({ signal, timeout: 5 }))
    const calls = Array.from({ length: 50 }, ask)
    const stream = connection.events({ signal })
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    expect(await early).toBe('OPERATION_TIMEOUT')
    controller.abort()
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['OPERATION_ABORTED']))
    for await (const event of stream) throw new Error(`told ${JSON.stringify(event)}`)
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  it('leaves nothing on a signal when it is over', async () => {
    const connection = await opened({ domains: { info: () => never() } })
    const { signal } = new AbortController()
    expect(await codeOf(connection.domain(alpha).info({ signal, timeout: 5 }))).toBe('OPERATION_TIMEOUT')
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  it('wraps what the driver throws, once, with operation, driver and cause', async () => {
    const cause = new TypeError('oops')
    const connection = await opened({ domains: { info: () => Promise.reject(cause) } })
    await expect(connection.domain(alpha).info()).rejects.toMatchObject({
      name: 'VirtError',
      code: 'INTERNAL_ERROR',
      operation: 'domains.info',
      driver: 'tiny',
      cause,
    })
  })
})

describe('a connection that ends', () => {
  it('by loss settles every pending call and every later one with CONNECTION_LOST', async () => {
    let lose = (_error: VirtError): void => undefined
    const lost = new Promise<VirtError>((resolve) => (lose = resolve))
    const connection = await opened({ lost, domains: { info: never, list: never } })
    const told: string[] = []
    await connection.on('lost', ({ code }) => told.push(code))
    const pending = [connection.domain(alpha).info(), connection.listDomains()].map(codeOf)
    lose(new VirtError('CONNECTION_LOST', 'the daemon died'))
    expect(await Promise.all(pending)).toEqual(['CONNECTION_LOST', 'CONNECTION_LOST'])
    expect(await codeOf(connection.domain(alpha).info())).toBe('CONNECTION_LOST')
    expect([told, connection.channels]).toEqual([
      ['CONNECTION_LOST'],
      [{ driver: 'tiny', status: 'lost', reason: 'connection lost: the daemon died' }],
    ])
  })

  it('by close settles pending calls with INVALID_CONN and closes the driver once', async () => {
    let closed = 0
    const connection = await opened({ close: async () => void closed++, domains: { info: never } })
    const pending = codeOf(connection.domain(alpha).info())
    await Promise.all([connection.close(), connection.close()])
    expect([await pending, await codeOf(connection.domain(alpha).info()), closed]).toEqual([
      'INVALID_CONN',
      'INVALID_CONN',
      1,
    ])
  })
})

describe('a job', () => {
  it('reports progress, gives its result, and can be canceled', async () => {
    const connection = await opened({
      domains: {
        save: async (_domain, path, _flags, { progress, signal }) => {
          for (const processed of [1, 2]) {
            progress?.({ processed, total: 2 })
            await new Promise(setImmediate)
          }
          if (path === '/hang')
            await new Promise((_resolve, reject) =>
              signal?.addEventListener('abort', () => reject(signal.reason as Error)),
            )
        },
      },
    })
    const domain = connection.domain(alpha)
    const seen: number[] = []
    const job = domain.save('/file')
    for await (const { processed } of job.progress) seen.push(processed)
    await job
    expect(seen).toEqual([1, 2])
    const hanging = domain.save('/hang')
    setTimeout(() => hanging.cancel(), 5)
    expect(await codeOf(hanging.result)).toBe('OPERATION_ABORTED')
    const watched = domain.save('/hang', { timeout: 5 })
    const watch = async (): Promise<void> => {
      for await (const _ of watched.progress);
    }
    expect(await codeOf(watch())).toBe('OPERATION_TIMEOUT')
  })
})

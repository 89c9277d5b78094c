import { describe, expect, it } from 'vitest'
import { type Connection, type DomainEvent, type DriverConnection, open, VirtError } from '../../src/index.js'
import { alpha, codeOf, registryOf, tinyDriver } from '../tiny-driver.js'

const opened = (table: Partial<DriverConnection>): Promise<Connection> =>
  open('tiny:///', { registry: registryOf(tinyDriver(table)) })
const reboot: DomainEvent = { type: 'reboot', domain: alpha }

/** A source of domain events that counts its subscriptions. */
function source(): {
  emit: (event: DomainEvent) => void
  table: Partial<DriverConnection>
  counts: number[]
} {
  const emitters = new Set<(event: DomainEvent) => void>()
  const counts: number[] = []
  const subscribe = async (emit: (event: DomainEvent) => void): Promise<() => void> => {
    emitters.add(emit)
    counts.push(emitters.size)
    return () => {
      emitters.delete(emit)
      counts.push(emitters.size)
    }
  }
  return {
    emit: (event) => emitters.forEach((emit) => emit(event)),
    table: { domains: { subscribe } },
    counts,
  }
}

describe('events', () => {
  it('reach streams and listeners through one subscription, which ends with the last of them', async () => {
    const { emit, table, counts } = source()
    const connection = await opened(table)
    const heard: DomainEvent[] = []
    const off = await connection.on('domain', (event) => heard.push(event))
    const stream = connection.events()
    emit(reboot)
    expect((await stream.next()).value).toEqual({ object: 'domain', ...reboot })
    expect(heard).toEqual([{ object: 'domain', ...reboot }])
    await stream.return()
    off()
    await new Promise(setImmediate)
    expect(counts).toEqual([1, 0])
  })

  it('are heard from the moment of the call, before anybody reads', async () => {
    const { emit, table } = source()
    const connection = await opened(table)
    const stream = connection.domain(alpha).events()
    await new Promise(setImmediate)
    emit({ type: 'reboot', domain: { ...alpha, uuid: '22222222-2222-4222-8222-222222222222' } })
    emit(reboot)
    expect((await stream.next()).value).toMatchObject({ type: 'reboot', domain: alpha })
  })

  it('that a slow reader misses are counted where they are missing', async () => {
    const { emit, table } = source()
    const connection = await opened(table)
    const stream = connection.events({ queue: 2 })
    await new Promise(setImmediate)
    for (let i = 0; i < 5; i++) emit(reboot)
    const seen = [await stream.next(), await stream.next(), await stream.next()].map(({ value }) => value)
    expect(seen[2]).toEqual({ object: 'overflow', dropped: 3 })
    emit(reboot)
    expect((await stream.next()).value).toEqual({ object: 'domain', ...reboot })
  })

  it('end with the error of a lost connection, after what had come before', async () => {
    let lose = (_error: VirtError): void => undefined
    const lost = new Promise<VirtError>((resolve) => (lose = resolve))
    const { emit, table } = source()
    const connection = await opened({ ...table, lost })
    const stream = connection.events()
    await new Promise(setImmediate)
    emit(reboot)
    lose(new VirtError('CONNECTION_LOST'))
    await new Promise(setImmediate)
    expect((await stream.next()).done).toBe(false)
    expect(await codeOf(stream.next())).toBe('CONNECTION_LOST')
    expect(await stream.next()).toEqual({ done: true, value: undefined })
    expect(await codeOf(connection.events().next())).toBe('CONNECTION_LOST')
  })

  it('end quietly on close, abort and dispose', async () => {
    const { table } = source()
    const connection = await opened(table)
    const stop = new AbortController()
    const domain = connection.domain(alpha)
    const streams = [connection.events({ signal: stop.signal }), domain.events(), connection.events()]
    const ends = streams.map((stream) => stream.next())
    stop.abort()
    await domain[Symbol.asyncDispose]()
    await connection.close()
    expect(await Promise.all(ends)).toEqual(streams.map(() => ({ done: true, value: undefined })))
  })

  it('that the driver does not have are NO_SUPPORT', async () => {
    const connection = await opened({})
    expect(await codeOf(connection.events().next())).toBe('NO_SUPPORT')
    expect(await codeOf(connection.on('domain', () => undefined))).toBe('NO_SUPPORT')
  })
})

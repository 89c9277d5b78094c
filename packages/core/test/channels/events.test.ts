import { describe, expect, it } from 'vitest'
import {
  open,
  VirtError,
  type Connection,
  type DomainEvent,
  type DomainEventName,
  type Driver,
  type OpenOptions,
} from '../../src/index.js'
import { alpha, codeOf, registryOf, tinyDriver } from '../tiny-driver.js'

const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20))
const reboot: DomainEvent = { type: 'reboot', domain: alpha }

/** A channel that tells events, can be lost, and can be opened again. */
class Teller {
  readonly driver: Driver
  opened = 0
  refuses = false
  #emitters = new Set<(event: DomainEvent) => void>()
  #lose: ((error: VirtError) => void) | undefined

  constructor(name: string, query: number, domainEvents?: readonly DomainEventName[]) {
    const subscribe = async (emit: (event: DomainEvent) => void): Promise<() => void> => {
      this.#emitters.add(emit)
      return () => void this.#emitters.delete(emit)
    }
    const host = { hostname: async () => name }
    this.driver = tinyDriver({}, { name, rank: { query, change: query } })
    this.driver.open = async ({ decline }) => {
      this.opened++
      if (this.refuses) return decline('not now')
      const lost = new Promise<VirtError>((resolve) => (this.#lose = resolve))
      return { driver: name, host, domains: { subscribe }, domainEvents, lost, close: async () => undefined }
    }
  }

  get subscribers(): number {
    return this.#emitters.size
  }

  emit(event: DomainEvent): void {
    for (const emit of this.#emitters) emit(event)
  }

  lose(): void {
    this.#lose?.(new VirtError('CONNECTION_LOST', this.driver.name))
  }
}

const connect = (tellers: readonly Teller[], options: OpenOptions = {}): Promise<Connection> =>
  open('tiny:///', { registry: registryOf(...tellers.map(({ driver }) => driver)), ...options })

describe('events of several channels', () => {
  it('come from each that tells nothing of what a nearer one tells', async () => {
    const life = new Teller('life', 1, ['started', 'stopped'])
    const everything = new Teller('everything', 2)
    const definitions = new Teller('definitions', 3, ['defined', 'undefined'])
    const connection = await connect([definitions, everything, life])
    const stop = await connection.on('domain', () => undefined)
    expect([life, everything, definitions].map(({ subscribers }) => subscribers)).toEqual([1, 0, 1])
    stop()
    await moment()
    expect([life, everything, definitions].map(({ subscribers }) => subscribers)).toEqual([0, 0, 0])
  })

  it('go on from another when one is lost, and say that something may be missing', async () => {
    const near = new Teller('near', 1)
    const far = new Teller('far', 2)
    const connection = await connect([near, far])
    const stream = connection.events()
    await moment()
    near.lose()
    await moment()
    far.emit(reboot)
    const seen = [await stream.next(), await stream.next()].map(({ value }) => value)
    expect(seen).toEqual([
      { object: 'resync', reason: 'connection lost: near' },
      { object: 'domain', ...reboot },
    ])
    expect(connection.channels.map(({ driver, status }) => ({ driver, status }))).toEqual([
      { driver: 'near', status: 'lost' },
      { driver: 'far', status: 'open' },
    ])
  })

  it('do not care for the loss of a channel that told none', async () => {
    const near = new Teller('near', 1)
    const far = new Teller('far', 2)
    const connection = await connect([near, far])
    const stream = connection.events()
    await moment()
    far.lose()
    await moment()
    near.emit(reboot)
    expect((await stream.next()).value).toEqual({ object: 'domain', ...reboot })
  })

  it('end with the error when nobody is left to tell them', async () => {
    const teller = new Teller('teller', 1)
    const silent = tinyDriver({ driver: 'silent' }, { name: 'silent', rank: { query: 2, change: 2 } })
    const connection = await open('tiny:///', { registry: registryOf(teller.driver, silent) })
    const stream = connection.events()
    await moment()
    teller.lose()
    expect(await codeOf(stream.next())).toBe('CONNECTION_LOST')
  })
})

describe('with the option reconnect', () => {
  const quickly = { reconnect: { delay: 1, maxDelay: 5 } }

  it('a lost connection is opened again, and its streams go on', async () => {
    const teller = new Teller('teller', 1)
    const connection = await connect([teller], quickly)
    const told: string[] = []
    await connection.on('channel', ({ driver, status }) => told.push(`${driver} ${status}`))
    await connection.on('lost', () => told.push('lost'))
    const stream = connection.events()
    await moment()
    teller.refuses = true
    teller.lose()
    await moment()
    teller.refuses = false
    expect((await stream.next()).value).toEqual({ object: 'resync', reason: 'connection lost: teller' })
    teller.emit(reboot)
    expect((await stream.next()).value).toEqual({ object: 'domain', ...reboot })
    expect(await connection.hostname()).toBe('teller')
    expect(told).toEqual(['teller lost', 'teller open'])
    expect(teller.opened).toBeGreaterThan(2)
    await connection.close()
  })

  it('calls that wait end with the loss', async () => {
    const teller = new Teller('teller', 1)
    const waiting = {
      ...teller.driver,
      open: withHost(teller.driver, () => new Promise<never>(() => undefined)),
    }
    const connection = await open('tiny:///', { registry: registryOf(waiting), ...quickly })
    const call = codeOf(connection.hostname())
    await moment()
    teller.lose()
    expect(await call).toBe('CONNECTION_LOST')
    await connection.close()
  })

  it('closing stops the attempts', async () => {
    const teller = new Teller('teller', 1)
    const connection = await connect([teller], quickly)
    teller.refuses = true
    teller.lose()
    await moment()
    await connection.close()
    const { opened } = teller
    await moment()
    expect(teller.opened).toBe(opened)
  })
})

const withHost =
  (driver: Driver, hostname: () => Promise<string>): Driver['open'] =>
  async (request) => {
    const connection = await driver.open(request)
    return connection && { ...connection, host: { hostname } }
  }

import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type DomainEvent, operationNames, operations } from '@virt/core/driver'
import { onlyQueries, SharedQueries } from '../src/index.js'
import { CountingDriver, demo } from './support/counting-driver.js'

function shared(freshness?: number) {
  const upstream = new CountingDriver()
  const { domains } = new SharedQueries(upstream, freshness)
  const asked = (): string[] => upstream.asked.filter((each) => each !== 'subscribe')
  return { upstream, asked, domains: domains! }
}

const code = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'done',
    (error: unknown) => (error as { code: string }).code,
  )

describe('queries', () => {
  it('are all that there is', () => {
    const { domains } = shared()
    expect(Object.keys(domains)).toEqual(['list', 'info', 'config', 'subscribe'])
    expect(Object.keys(onlyQueries(new CountingDriver()).domains!)).toEqual(Object.keys(domains))
  })

  it('that are identical are asked once in a time', async () => {
    const { asked, domains } = shared(30)
    const calls = Array.from({ length: 64 }, () => domains.info!(demo, {}))
    const answers = [...(await Promise.all(calls)), await domains.info!(demo, {})]
    expect([asked(), new Set(answers).size]).toEqual([['info'], 1])
    await sleep(60)
    await domains.info!(demo, {})
    expect(asked()).toEqual(['info', 'info'])
  })

  it('that differ are asked each', async () => {
    const { asked, domains } = shared()
    const other = { name: 'x'.repeat(300), uuid: demo.uuid }
    await Promise.all([domains.info!(demo, {}), domains.info!(other, {}), domains.list!({}, {})])
    expect(asked()).toEqual(['info', 'info', 'list'])
  })

  it('share errors too', async () => {
    const { asked, domains } = shared()
    const unknown = { name: 'x', uuid: '00000000-0000-4000-8000-000000000000' }
    const codes = await Promise.all([1, 2, 3].map(() => code(domains.info!(unknown, {}))))
    expect([codes, asked()]).toEqual([Array(3).fill('NO_DOMAIN'), ['info']])
  })

  it('that take long are joined for as long', async () => {
    const { upstream, asked, domains } = shared(10)
    let open = (): void => undefined
    upstream.gate = new Promise<void>((resolve) => (open = resolve))
    const first = domains.info!(demo, {})
    await sleep(40)
    const second = domains.info!(demo, {})
    open()
    expect(await first).toBe(await second)
    expect(asked()).toEqual(['info'])
  })

  it('are given up when the last who waits does', async () => {
    const { upstream, domains } = shared()
    upstream.gate = new Promise(() => undefined)
    const [one, two] = [new AbortController(), new AbortController()]
    const calls = [one, two].map(({ signal }) => code(domains.info!(demo, { signal })))
    one.abort()
    await calls[0]
    expect(upstream.aborted).toBe(0)
    two.abort()
    await calls[1]
    expect(upstream.aborted).toBe(1)
    upstream.gate = Promise.resolve()
    expect(await code(domains.info!(demo, {}))).toBe('done')
  })

  it('never tell passwords', async () => {
    const { domains } = shared()
    const config = await domains.config!(demo, {}, {})
    expect(config.devices?.graphics).toMatchObject([{ port: 5901, passwd: '*****' }])
    expect(await code(domains.config!(demo, { secure: true }, {}))).toBe('OPERATION_DENIED')
  })
})

describe('events', () => {
  const reboot: DomainEvent = { type: 'reboot', domain: demo }

  it('are subscribed to once, for all', async () => {
    const { upstream, domains } = shared()
    const seen: string[] = []
    const [leave] = await Promise.all(
      ['a', 'b', 'c'].map((who) => domains.subscribe!(() => seen.push(who), {})),
    )
    upstream.emit(reboot)
    await leave!()
    upstream.emit(reboot)
    expect([seen, upstream.asked]).toEqual([['a', 'b', 'c', 'b', 'c'], ['subscribe']])
  })

  it('end what is known: what is asked then is asked anew', async () => {
    const { upstream, domains } = shared(60_000)
    await domains.list!({}, {})
    upstream.emit(reboot)
    await domains.list!({}, {})
    expect(upstream.asked).toEqual(['subscribe', 'list', 'list'])
  })

  it('may be tried again when they could not be had', async () => {
    const upstream = new CountingDriver()
    const subscribe = upstream.domains.subscribe!
    upstream.domains.subscribe = () => Promise.reject(new Error('not now'))
    const { domains } = new SharedQueries(upstream)
    await expect(domains!.subscribe!(() => undefined, {})).rejects.toThrow('not now')
    upstream.domains.subscribe = subscribe
    await domains!.subscribe!(() => undefined, {})
    expect(upstream.listeners.size).toBe(1)
  })
})

it('no query of the contract takes a stream or a job, which nobody could share', () => {
  const queries = operationNames.filter((name) => operations[name].kind === 'query')
  expect([...new Set(queries.map((name) => operations[name].result))].sort()).toEqual(['events', 'value'])
})

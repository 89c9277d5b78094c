import { operationNames, operations, type DriverConnection } from '@virt/core/driver'
import { connect, tableOf } from '@virt/core/rpc'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { attack, peakMemory } from './support/attack.js'
import { CountingDriver, demo } from './support/counting-driver.js'
import { running } from './support/daemon.js'
import { started, type Started } from './support/program.js'

const asRoot = process.getuid?.() === 0
const changes = operationNames.filter((name) => operations[name].kind === 'change')

/** Arguments that a change would take. */
const plausible: readonly (readonly unknown[])[] = [
  [demo],
  [demo, {}],
  [demo, 1],
  ['/tmp/image'],
  ['<domain/>'],
  [],
]

describe('of a driver that can do everything,', () => {
  it('no change is reached, by whatever frame', async () => {
    const reached: string[] = []
    const everything = tableOf(operationNames, async (name) => void reached.push(name))
    const upstream = Object.assign(new CountingDriver(), everything) as CountingDriver & DriverConnection
    const { socket } = await running({ registry: upstream.registry() })
    reached.length = 0
    const frames = changes.flatMap((name) => plausible.map((params) => [name, params]))
    const codes = new Set((await attack(socket, 'calls', frames)) as string[])
    expect([...codes].sort()).toEqual(['NO_SUPPORT'])
    expect(reached).toEqual([])
  })

  it('what no read-only connection may ask is not asked', async () => {
    const { socket, upstream } = await running()
    const frames = [['domains.config', [demo, { secure: true }]]]
    expect(await attack(socket, 'calls', frames)).toEqual(['OPERATION_DENIED'])
    expect(upstream.asked).not.toContain('config')
  })
})

describe('whoever can reach the socket', () => {
  let daemon: Started
  let stop = async (): Promise<void> => undefined

  beforeAll(async () => {
    const user = asRoot ? ['--user', '65533:65533'] : []
    daemon = await started({ until: (end) => (stop = end) }, '-c', 'test:///default', ...user)
  })
  afterAll(() => stop())

  /** An honest client that asks all the while, and whose answers never change. */
  async function besides<T>(work: () => Promise<T>): Promise<T> {
    const client = await connect(daemon.socket)
    onTestFinished(() => client.close())
    const before = await client.domains!.list!({}, {})
    const over = new AbortController()
    const asking = (async () => {
      for (; !over.signal.aborted; await new Promise((resolve) => setTimeout(resolve, 10)))
        expect(await client.domains!.list!({}, {})).toEqual(before)
    })()
    const result = await work().finally(() => over.abort())
    await asking
    expect(daemon.child.exitCode).toBe(null)
    expect(peakMemory(daemon.child.pid!)).toBeLessThan(160)
    return result
  }

  it('finds no other methods', async () => {
    const names = [
      '__proto__',
      'constructor',
      'toString',
      'domains',
      'domains.__proto__',
      'domains.constructor',
    ]
    const more = [
      'hello',
      'attach',
      'cancel',
      'host.__proto__.x',
      'domains.list.call',
      '',
      '\0',
      'process.exit',
    ]
    const frames = [...names, ...more].map((name) => [name, []])
    const codes = (await besides(() => attack(daemon.socket, 'calls', frames))) as string[]
    expect(new Set(codes)).toEqual(new Set(['NO_SUPPORT']))
  })

  it('speaks the protocol, or not at all', async () => {
    const versions = [0, 2, '1', null, {}, [1]].map((protocol) =>
      JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'hello', params: { protocol } }),
    )
    const others = [
      'GET / HTTP/1.0\r\n',
      '{"a":1}',
      '[]',
      '{"jsonrpc":"2.0","id":1,"method":"domains.list"}',
      '\xff',
    ]
    const words = await besides(() =>
      attack(
        daemon.socket,
        'first',
        [...versions, ...others].map((each) => `${each}\n`),
      ),
    )
    expect(words).toEqual([...versions, ...others].map(() => 'RPC'))
  })

  it.each([
    ['lines of a million bytes', 'long', ['RPC', 'RPC', 'RPC']],
    ['10,000 connections', 'connections', 'gone'],
    ['half frames', 'halves', 'gone'],
    ['many who ask and do not read', 'slow', 'gone'],
    ['many who ask without end', 'flood', 'gone'],
  ])(
    'harms nobody with %s',
    async (_what, name, result) => {
      expect(await besides(() => attack(daemon.socket, name))).toEqual(result)
    },
    120_000,
  )

  it.runIf(asRoot)('cannot touch the socket, its lock or its directory', async () => {
    const codes = await attack(daemon.socket, 'games')
    expect(codes).toEqual(Array(5).fill('EACCES'))
  })
})

it('a daemon that is killed in mid-answer is missed at once, and another takes its place', async () => {
  const first = await started({}, '-c', 'test:///default?latency=500')
  const client = await connect(first.socket)
  const call = client.domains!.list!({}, {})
  first.child.kill('SIGKILL')
  await expect(call).rejects.toMatchObject({ code: 'CONNECTION_LOST' })
  const second = await started({}, '-c', 'test:///default', '-s', first.socket)
  const next = await connect(second.socket)
  expect(await next.domains!.list!({}, {})).toHaveLength(1)
  await next.close()
})

import { operationNames, Registry } from '@virt/core'
import { expect, test } from 'vitest'
import { driver as testDriver } from '../src/index.js'
import { lacking } from '../src/operations/lacking.js'
import { connect, domainXml, failure, nodeUri } from './support.js'

test('the built-in node is what libvirt has', async () => {
  const connection = await connect()
  expect(await connection.nodeInfo()).toEqual({
    model: 'i686',
    memory: 3145728,
    cpus: 16,
    mhz: 1400,
    nodes: 2,
    sockets: 2,
    cores: 2,
    threads: 2,
  })
  expect([await connection.type(), await connection.version(), await connection.maxVcpus()]).toEqual([
    'TEST',
    2,
    32,
  ])
  expect(await connection.freeMemory()).toBe(3145728)
  expect((await connection.listDomains()).map(({ ref, state }) => ({ ...ref, state }))).toEqual([
    { name: 'test', uuid: '6695eb01-f6a4-8304-79aa-97f2502e193f', id: 1, state: 'running' },
  ])
  expect((await connection.listNetworks()).map(({ name }) => name)).toEqual(['default'])
})

test('it claims every operation of the contract that can be had without a hypervisor', async () => {
  const connection = await connect()
  const absent = new Set<string>(['host.memoryStats', ...lacking.map((name) => `domains.${name}`)])
  expect(connection.supported).toEqual(operationNames.filter((name) => !absent.has(name)))
})

test('connections to the built-in node share it while any is open', async () => {
  const first = await connect()
  const second = await connect()
  await first.defineDomain(domainXml('other'))
  await first.close()
  expect(await second.numOfDefinedDomains()).toBe(1)
  await second.close()
  const third = await connect()
  expect(await third.numOfDefinedDomains()).toBe(0)
})

test('connections to a node file have a node each', async () => {
  const uri = nodeUri('<node/>')
  const [first, second] = [await connect(uri), await connect(uri)]
  await first.defineDomain(domainXml('other'))
  expect(await second.numOfDefinedDomains()).toBe(0)
})

test.each([
  ['test:///', 'INVALID_ARG', 'invalid argument: testOpen: supply a path or use test:///default'],
  ['test', 'INVALID_ARG', 'invalid argument: testOpen: supply a path or use test:///default'],
  ['test:///default?x=1', 'INVALID_ARG', "invalid argument: unknown URI parameter 'x'"],
  [
    'test:///default?latency=-1',
    'INVALID_ARG',
    'invalid argument: latency must be one whole number of milliseconds up to 3600000',
  ],
  [
    'test:///default?fail=domains.fly:NO_DOMAIN',
    'INVALID_ARG',
    "invalid argument: fail=domains.fly:NO_DOMAIN: unknown operation 'domains.fly'",
  ],
  [
    'test:///default?fail=domains.start:OOPS',
    'INVALID_ARG',
    "invalid argument: fail=domains.start:OOPS: unknown error code 'OOPS'",
  ],
  [
    'test://elsewhere/default',
    'NO_CONNECT',
    "no connection driver available for 'test://elsewhere/default' (test: it serves this host only)",
  ],
])('%s is refused', async (uri, ...expected) => {
  expect(await failure(connect(uri))).toEqual(expected)
})

test('a registry of its own may have it too', () => {
  const registry = new Registry()
  registry.register(testDriver)
  expect(registry.forScheme('test')).toEqual([testDriver])
})

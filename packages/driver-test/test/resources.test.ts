import { setTimeout as delay } from 'node:timers/promises'
import type { AffectFlags, Domain } from '@virt/core'
import { expect, test } from 'vitest'
import { connect, domainXml, failure, watch } from './support.js'

const memory = async (domain: Domain): Promise<number[]> => {
  const live = await domain.info()
  const next = await domain.config({ inactive: true })
  return [live.maxMemory, live.memory, next.memory, next.currentMemory ?? 0]
}

test.each<[AffectFlags, number[]]>([
  [{}, [8388608, 1000000, 8388608, 2097152]],
  [{ live: true }, [8388608, 1000000, 8388608, 2097152]],
  [{ config: true }, [8388608, 2097152, 8388608, 1000000]],
  [{ live: true, config: true }, [8388608, 1000000, 8388608, 1000000]],
])('memory of a running domain with flags %o', async (flags, expected) => {
  const connection = await connect()
  const domain = await connection.lookupDomainByName('test')
  await domain.setMemory(1_000_000, flags)
  expect(await memory(domain)).toEqual(expected)
})

test('only the definition of a running domain can get more memory at most', async () => {
  const connection = await connect()
  const events = await watch(connection)
  const domain = await connection.lookupDomainByName('test')
  expect(await failure(domain.setMaxMemory(9_000_000))).toEqual([
    'OPERATION_INVALID',
    'Requested operation is not valid: cannot resize the maximum memory on an active domain',
  ])
  await domain.setMaxMemory(1_000_000, { config: true })
  expect(await memory(domain)).toEqual([8388608, 2097152, 1000000, 1000000])
  expect(await failure(domain.setMemory(9_000_000))).toEqual([
    'INVALID_ARG',
    'invalid argument: cannot set memory higher than max memory',
  ])
  await domain.setMemory(1_000_000, { live: true })
  expect(events).toEqual(['test 1: balloonChange'])
})

test('flags that do not fit the state are refused, and nothing changes', async () => {
  const connection = await connect()
  const inactive = await connection.defineDomain(domainXml('a'))
  expect(await failure(inactive.setMemory(8192, { live: true, config: true }))).toEqual([
    'OPERATION_INVALID',
    'Requested operation is not valid: domain is not running',
  ])
  expect((await inactive.info()).memory).toBe(65536)
  const transient = await connection.createDomain(domainXml('b'))
  expect(await failure(transient.setMemory(8192, { config: true }))).toEqual([
    'OPERATION_INVALID',
    'Requested operation is not valid: transient domains do not have any persistent config',
  ])
})

test.each<[number, AffectFlags & { maximum?: boolean }, [string, string]]>([
  [3, {}, ['INVALID_ARG', 'invalid argument: requested cpu amount exceeds maximum (3 > 2)']],
  [
    40,
    {},
    ['INVALID_ARG', 'invalid argument: requested cpu amount exceeds maximum supported amount (40 > 32)'],
  ],
  [
    4,
    { maximum: true },
    [
      'OPERATION_INVALID',
      "Requested operation is not valid: maximum vcpu count of a live domain can't be modified",
    ],
  ],
])('%i vcpus with %o are refused', async (count, flags, expected) => {
  const domain = await (await connect()).lookupDomainByName('test')
  expect(await failure(domain.setVcpus(count, flags))).toEqual(expected)
})

test('vcpus come and go up to the maximum', async () => {
  const domain = await (await connect()).lookupDomainByName('test')
  await domain.setVcpus(1)
  expect([(await domain.info()).vcpus, (await domain.vcpus()).length, await domain.maxVcpus()]).toEqual([
    1, 1, 2,
  ])
  await domain.setVcpus(2)
  expect((await domain.config()).vcpu).toEqual((await domain.config({ inactive: true })).vcpu)
  await domain.setVcpus(4, { config: true, maximum: true })
  expect((await domain.config({ inactive: true })).vcpu).toMatchObject({ count: 4, current: 2 })
})

test('vcpus are pinned one by one', async () => {
  const domain = await (await connect()).lookupDomainByName('test')
  const all = [...Array(16).keys()]
  await domain.pinVcpu(0, [1, 0, 3])
  expect(
    (await domain.vcpus()).map(({ number, state, cpu, affinity }) => ({ number, state, cpu, affinity })),
  ).toEqual([
    { number: 0, state: 'running', cpu: 3, affinity: [0, 1, 3] },
    { number: 1, state: 'running', cpu: 15, affinity: all },
  ])
  expect((await domain.config()).cputune?.vcpuPins).toEqual([{ vcpu: 0, cpuset: '0-1,3' }])
  expect((await domain.config({ inactive: true })).cputune).toBeUndefined()
  expect(await failure(domain.pinVcpu(100, [0]))).toEqual([
    'INVALID_ARG',
    "invalid argument: requested vcpu '100' is not present in the domain",
  ])
  expect(await failure(domain.pinVcpu(0, [16]))).toEqual([
    'INVALID_ARG',
    "invalid argument: host cpu '16' is not present in the node",
  ])
})

test('the scheduler keeps a weight for what runs and one for the next start', async () => {
  const domain = await (await connect()).lookupDomainByName('test')
  expect([await domain.schedulerType(), await domain.schedulerParameters()]).toEqual(['fair', { weight: 50 }])
  await domain.setSchedulerParameters({ weight: 70 }, { config: true })
  expect(await domain.schedulerParameters()).toEqual({ weight: 50 })
  await domain.destroy()
  await domain.start()
  expect(await domain.schedulerParameters()).toEqual({ weight: 70 })
  expect(await failure(domain.setSchedulerParameters({ cap: 1 }))).toEqual([
    'INVALID_ARG',
    "invalid argument: parameter 'cap' not supported",
  ])
  expect((await failure(domain.setSchedulerParameters({ weight: -1 })))[0]).toBe('INVALID_ARG')
})

test('cpu time goes up while a domain runs, and only then', async () => {
  const domain = await (await connect()).lookupDomainByName('test')
  const cpuTime = async (): Promise<number> => (await domain.info()).cpuTime
  const first = await cpuTime()
  await delay(20)
  const second = await cpuTime()
  expect(second).toBeGreaterThan(first)
  await domain.suspend()
  const paused = await cpuTime()
  await delay(20)
  expect(await cpuTime()).toBe(paused)
  await domain.destroy()
  expect(await cpuTime()).toBe(0)
})

test('figures of all domains come in one call', async () => {
  const connection = await connect()
  await connection.defineDomain(domainXml('a'))
  const [running, inactive, ...none] = await connection.domainStats()
  expect(none).toEqual([])
  expect(inactive).toEqual({
    domain: expect.objectContaining({ name: 'a' }),
    state: 'shutoff',
    reason: 'unknown',
    balloon: { current: 65536, maximum: 65536 },
    vcpus: { current: 1, maximum: 1 },
  })
  expect(running).toMatchObject({
    domain: { name: 'test', id: 1 },
    state: 'running',
    balloon: { current: 2097152, maximum: 8388608 },
    vcpus: { current: 2, maximum: 2 },
    blocks: [{ name: 'vda', path: '/guest/diskimage1' }],
    interfaces: [{ name: 'testnet0' }],
  })
})

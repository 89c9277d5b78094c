import type { Connection } from '@virt/core'
import { expect, test } from 'vitest'
import { connect, failure } from './support.js'

const xml = (name: string, inside = ''): string => `<network><name>${name}</name>${inside}</network>`

async function watch(connection: Connection): Promise<string[]> {
  const seen: string[] = []
  await connection.on('network', ({ network, event }) => seen.push(`${network.name} ${event}`))
  return seen
}

const listed = async (connection: Connection): Promise<unknown[]> =>
  (await connection.listNetworks()).map(({ name, active, persistent }) => [name, active, persistent])

test('a life, with its events in order', async () => {
  const connection = await connect()
  const events = await watch(connection)
  const network = await connection.defineNetwork(xml('a', "<bridge name='br0'/>"))
  expect(await listed(connection)).toEqual([
    ['default', true, true],
    ['a', false, true],
  ])
  await network.start()
  expect(await network.bridgeName()).toBe('br0')
  await network.setAutostart(true)
  expect(await network.autostart()).toBe(true)
  await network.destroy()
  await network.undefine()
  expect(await listed(connection)).toEqual([['default', true, true]])
  expect(events).toEqual(['a defined', 'a started', 'a stopped', 'a undefined'])
})

test('a transient network is gone when it stops', async () => {
  const connection = await connect()
  const network = await connection.createNetwork(xml('a'))
  expect(await failure(network.setAutostart(true))).toEqual([
    'OPERATION_INVALID',
    'Requested operation is not valid: cannot set autostart for transient network',
  ])
  await network.destroy()
  expect(await failure(network.config())).toEqual([
    'NO_NETWORK',
    `Network not found: no network with matching uuid '${network.uuid}'`,
  ])
})

test('a redefinition of an active network waits for its next start', async () => {
  const connection = await connect()
  const network = await connection.lookupNetworkByName('default')
  await connection.defineNetwork(xml('default', `<uuid>${network.uuid}</uuid><bridge name='br1'/>`))
  expect(await network.bridgeName()).toBe('virbr0')
  expect((await network.config({ inactive: true })).bridge?.name).toBe('br1')
  await network.destroy()
  await network.start()
  expect(await network.bridgeName()).toBe('br1')
})

test('the wrong state, and names that are taken, are refused', async () => {
  const connection = await connect()
  const network = await connection.lookupNetworkByName('default')
  const invalid = (detail: string): string[] => [
    'OPERATION_INVALID',
    `Requested operation is not valid: ${detail}`,
  ]
  const taken = `this network exists already: network 'default' already exists with uuid ${network.uuid}`
  expect(await failure(network.start())).toEqual(invalid("Network 'default' is already running"))
  expect(await failure(network.undefine())).toEqual(invalid("Network 'default' is still running"))
  expect(await failure(connection.defineNetwork(xml('default')))).toEqual(['NETWORK_EXIST', taken])
  expect(await failure(connection.createNetwork(xml('default')))).toEqual(['NETWORK_EXIST', taken])
  await network.destroy()
  expect(await failure(network.destroy())).toEqual(invalid("network 'default' is not active"))
})

test('lookups say what they did not find', async () => {
  const connection = await connect()
  expect(await failure(connection.lookupNetworkByName('nosuch'))).toEqual([
    'NO_NETWORK',
    "Network not found: no network with matching name 'nosuch'",
  ])
})

test('a network without a bridge has no name for one', async () => {
  const network = await (await connect()).defineNetwork(xml('a'))
  expect(await failure(network.bridgeName())).toEqual([
    'INTERNAL_ERROR',
    "internal error: network 'a' does not have a bridge name.",
  ])
})

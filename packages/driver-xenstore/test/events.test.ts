import { describe, expect, it } from 'vitest'
import { connectionTo, eventsOf } from './support/connection.js'
import { code } from './support/failure.js'
import { Guests } from './support/guests.js'
import { relayTo } from './support/relay.js'
import { clientOf, haveStore, startStore } from './support/store.js'

describe.runIf(haveStore)('life events of a real store', () => {
  it('tell each start and end once, in order, over a hundred lives', async () => {
    const store = await startStore()
    const guests = new Guests(store, await clientOf(store))
    await guests.start(1)
    const connection = await connectionTo(store)
    const seen = await eventsOf(connection)
    const expected: string[] = []
    for (let id = 2; id < 102; id++) {
      await guests.start(id)
      expected.push(`guest${id} ${id}: started booted`)
      await expect.poll(() => seen.length, { interval: 1 }).toBe(expected.length)
      await guests.stop(id)
      expected.push(`guest${id}: stopped shutdown`)
    }
    await expect.poll(() => seen).toEqual(expected)
  })

  it('wait for a name that comes later than its domain', async () => {
    const store = await startStore()
    const guests = new Guests(store, await clientOf(store))
    const connection = await connectionTo(store)
    const seen = await eventsOf(connection)
    await guests.write(3, { 'memory/target': '1' })
    await guests.introduce(3)
    await guests.write(3, { name: 'late' })
    await guests.write(3, { vm: `/vm/${Guests.uuid(3)}` })
    await expect.poll(() => seen).toEqual(['late 3: started booted'])
  })

  it('tell two lives of one id apart', async () => {
    const store = await startStore()
    const guests = new Guests(store, await clientOf(store))
    const seen = await eventsOf(await connectionTo(store))
    await guests.start(4)
    await expect.poll(() => seen).toEqual(['guest4 4: started booted'])
    await guests.stop(4)
    await guests.start(4, { name: 'next', vm: `/vm/${Guests.uuid(5)}` })
    await expect.poll(() => seen.at(-1)).toBe('next 4: started booted')
    expect(seen).toEqual(['guest4 4: started booted', 'guest4: stopped shutdown', 'next 4: started booted'])
  })

  it('tell an end before the start that followed, also where all that is heard at once', async () => {
    const store = await startStore()
    const toolstack = await clientOf(store)
    const guests = new Guests(store, toolstack)
    const relay = await relayTo(store.socket)
    await guests.start(1)
    const seen = await eventsOf(await connectionTo(relay))
    relay.hold()
    await toolstack.remove('/local/domain/1')
    await guests.stop(1)
    await guests.start(2)
    relay.flow()
    await expect.poll(() => seen).toEqual(['guest1: stopped shutdown', 'guest2 2: started booted'])
  })

  it('say what was asked for: a restart, a save; and what memory is wanted', async () => {
    const store = await startStore()
    const toolstack = await clientOf(store)
    const guests = new Guests(store, toolstack)
    await guests.start(1, { 'memory/static-max': '262144', 'memory/target': '262144' })
    await guests.start(2)
    const connection = await connectionTo(store)
    const seen = await eventsOf(connection)
    await (await connection.lookupDomainById(1)).setMemory(131072)
    await expect.poll(() => seen.length).toBe(1)
    await (await connection.lookupDomainById(1)).reboot()
    await guests.write(2, { 'control/shutdown': 'suspend' })
    await guests.write(1, { 'control/shutdown': '' })
    await guests.stop(1)
    await expect.poll(() => seen.length).toBe(2)
    await guests.start(3, { name: 'guest1', vm: `/vm/${Guests.uuid(1)}` })
    await guests.stop(2)
    await expect.poll(() => seen.length).toBe(5)
    expect(seen).toEqual([
      'guest1 1: balloonChange 131072',
      'guest1: stopped shutdown',
      'guest1 3: started booted',
      'guest1 3: reboot',
      'guest2: stopped saved',
    ])
  })

  it('end with CONNECTION_LOST when the store dies', async () => {
    const store = await startStore()
    const connection = await connectionTo(store)
    const next = code(connection.events().next())
    await connection.on('domain', () => undefined)
    store.kill('SIGKILL')
    expect(await next).toBe('CONNECTION_LOST')
    expect(await code(connection.listDomains())).toBe('CONNECTION_LOST')
  })
})

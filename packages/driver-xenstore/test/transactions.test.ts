import { describe, expect, it } from 'vitest'
import type { XenStoreTransaction } from '../src/index.js'
import { code, failure } from './support/failure.js'
import { clientOf, haveStore, startStore } from './support/store.js'

describe.runIf(haveStore)('a transaction', () => {
  it('does all of its changes, or none', async () => {
    const client = await clientOf(await startStore())
    const seen = await client.transaction(async (t) => {
      await t.write('/a', '1')
      return [await t.read('/a'), await client.tryRead('/a')]
    })
    expect(seen).toEqual(['1', undefined])
    const broken = client.transaction(async (t) => {
      await t.write('/b', '1')
      throw new Error('changed my mind')
    })
    await expect(broken).rejects.toThrow('changed my mind')
    expect(await client.directory('/')).toEqual(['tool', 'a'])
  })

  it('is repeated when others change the same, until it succeeds', async () => {
    const store = await startStore()
    const clients = await Promise.all([clientOf(store), clientOf(store)])
    await clients[0].write('/counter', '0')
    const add = (index: number): Promise<void> =>
      clients[index % 2]!.transaction(
        async (t) => t.write('/counter', `${Number(await t.read('/counter')) + 1}`),
        { attempts: 200 },
      )
    await Promise.all(Array.from({ length: 8 }, (_, index) => add(index)))
    expect(await clients[0].read('/counter')).toBe('8')
  })

  it('gives up after a number of attempts', async () => {
    const client = await clientOf(await startStore())
    let runs = 0
    const contended = client.transaction(
      async (t) => {
        runs++
        await t.read('/tool')
        await client.write('/tool', `${runs}`)
        await t.write('/tool', 'mine')
      },
      { attempts: 3 },
    )
    expect(await failure(contended)).toEqual([
      'RESOURCE_BUSY',
      'resource busy: cannot end a transaction: others have changed the same (EAGAIN)',
    ])
    expect(runs).toBe(3)
  })

  it('cannot be used when it is over', async () => {
    const client = await clientOf(await startStore())
    let kept: XenStoreTransaction | undefined
    await client.transaction((t) => void (kept = t))
    expect(await code(kept!.read('/tool'))).toBe('OPERATION_INVALID')
  })

  it('has one time for all of it', async () => {
    const client = await clientOf(await startStore())
    const slow = client.transaction(
      async (t) => {
        await new Promise((resolve) => setTimeout(resolve, 60))
        await t.write('/a', '1')
      },
      { timeout: 30 },
    )
    expect(await code(slow)).toBe('OPERATION_TIMEOUT')
    expect(await client.tryRead('/a')).toBeUndefined()
  })

  it('leaves none open in the store when it is given up at its start', async () => {
    const client = await clientOf(await startStore('--transaction', '2'))
    for (let count = 0; count < 20; count++) {
      const controller = new AbortController()
      const given = client.transaction((t) => t.write('/a', '1'), { signal: controller.signal })
      controller.abort()
      expect(await code(given)).toBe('OPERATION_ABORTED')
    }
    await client.transaction((t) => t.write('/b', '1'))
    expect(await client.directory('/')).toEqual(['tool', 'b'])
  })
})

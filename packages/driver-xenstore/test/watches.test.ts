import { describe, expect, it } from 'vitest'
import type { XenStoreWatch } from '../src/index.js'
import { code } from './support/failure.js'
import { clientOf, haveStore, startStore } from './support/store.js'

async function take(watch: XenStoreWatch, count: number): Promise<(string | undefined)[]> {
  const seen: (string | undefined)[] = []
  while (seen.length < count) seen.push((await watch.next()).value)
  return seen
}

describe.runIf(haveStore)('a watch', () => {
  it('begins with its own path, then tells what changes below', async () => {
    const store = await startStore()
    const [client, other] = [await clientOf(store), await clientOf(store)]
    const watch = client.watch('/w')
    expect(await take(watch, 1)).toEqual(['/w'])
    await other.write('/w/a/b', '1')
    await other.remove('/w/a')
    expect(await take(watch, 2)).toEqual(['/w/a/b', '/w/a'])
    expect(await watch.return()).toEqual({ done: true, value: undefined })
    await other.write('/w/a', '2')
    expect(await watch.next()).toEqual({ done: true, value: undefined })
  })

  it('misses nothing from the call on', async () => {
    const client = await clientOf(await startStore())
    const watch = client.watch('/w')
    await client.write('/w/early', '1')
    expect(await take(watch, 2)).toEqual(['/w', '/w/early'])
  })

  it('gives a path once that changed often', async () => {
    const client = await clientOf(await startStore())
    const watch = client.watch('/w')
    for (let count = 0; count < 5; count++) await client.write('/w/a', `${count}`)
    await client.write('/w/b', '1')
    expect(await take(watch, 3)).toEqual(['/w', '/w/a', '/w/b'])
  })

  it('keeps to its depth', async () => {
    const client = await clientOf(await startStore())
    const [node, children] = [client.watch('/w', { depth: 0 }), client.watch('/w', { depth: 1 })]
    await client.write('/w/a/deep', '1')
    await client.write('/w/a', '1')
    await client.write('/w', '1')
    expect(await take(children, 2)).toEqual(['/w', '/w/a'])
    expect(await take(node, 1)).toEqual(['/w'])
  })

  it('is one of many of the same path', async () => {
    const client = await clientOf(await startStore())
    const watches = Array.from({ length: 10 }, () => client.watch('/w'))
    expect(await Promise.all(watches.map((watch) => take(watch, 1)))).toEqual(Array(10).fill(['/w']))
  })

  it('tells of domains that come and go', async () => {
    const store = await startStore()
    const client = await clientOf(store)
    const [come, gone] = [client.watch('@introduceDomain'), client.watch('@releaseDomain')]
    expect([await take(come, 1), await take(gone, 1)]).toEqual([['@introduceDomain'], ['@releaseDomain']])
    store.domains([3])
    await client.introduceDomain(3, 1, 1)
    expect(await take(come, 1)).toEqual(['@introduceDomain'])
    store.domains([])
    expect(await take(gone, 1)).toEqual(['@releaseDomain'])
  })

  it('collects a bounded number of paths, then says that anything may have changed', async () => {
    const client = await clientOf(await startStore())
    const watch = client.watch('/w')
    await Promise.all(Array.from({ length: 4200 }, (_, index) => client.write(`/w/${index}`, '')))
    const [first, ...rest] = await take(watch, 100)
    expect([first, new Set(rest).size]).toEqual(['/w', 99])
  })

  it('ends quietly with its signal and with the client, and can be left', async () => {
    const client = await clientOf(await startStore())
    const controller = new AbortController()
    const [aborted, closed] = [client.watch('/w', { signal: controller.signal }), client.watch('/w')]
    for await (const path of client.watch('/w')) {
      expect(path).toBe('/w')
      break
    }
    await take(aborted, 1)
    await take(closed, 1)
    controller.abort()
    expect((await aborted.next()).done).toBe(true)
    const next = closed.next()
    await client.close()
    expect((await next).done).toBe(true)
  })

  it('ends when all watches are reset', async () => {
    const client = await clientOf(await startStore())
    const watch = client.watch('/w')
    await take(watch, 1)
    await client.resetWatches()
    expect((await watch.next()).done).toBe(true)
    expect(await take(client.watch('/w'), 1)).toEqual(['/w'])
  })

  it('of a bad path is refused', async () => {
    const client = await clientOf(await startStore())
    expect(() => client.watch('/a//b')).toThrow('empty element')
    expect(() => client.watch('/a', { depth: -1 })).toThrow('depth')
  })

  it('ends with CONNECTION_LOST when the store dies', async () => {
    const store = await startStore()
    const client = await clientOf(store)
    const watch = client.watch('/w')
    await take(watch, 1)
    const next = code(watch.next())
    store.kill('SIGKILL')
    expect(await next).toBe('CONNECTION_LOST')
    expect((await client.lost).code).toBe('CONNECTION_LOST')
    expect((await watch.next()).done).toBe(true)
    expect(await code(client.watch('/w').next())).toBe('CONNECTION_LOST')
  })
})

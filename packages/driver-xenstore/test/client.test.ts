import { describe, expect, it } from 'vitest'
import { storeErrno } from '../src/index.js'
import { code, failure } from './support/failure.js'
import { clientOf, haveStore, startStore } from './support/store.js'

describe.runIf(haveStore)('XenStoreClient on a real store', () => {
  it('reads what it has written, as text and as bytes', async () => {
    const client = await clientOf(await startStore())
    const bytes = Buffer.from([0, 255, 10, 0])
    await client.write('/a/text', 'größer')
    await client.write('/a/bytes', bytes)
    expect(await client.read('/a/text')).toBe('größer')
    expect(await client.readBytes('/a/bytes')).toEqual(bytes)
    expect(await client.directory('/a')).toEqual(['text', 'bytes'])
  })

  it('makes and removes nodes', async () => {
    const client = await clientOf(await startStore())
    await client.mkdir('/a/b/c')
    await client.mkdir('/a/b/c')
    expect([await client.read('/a/b/c'), await client.directory('/a/b/c')]).toEqual(['', []])
    await client.remove('/a')
    await client.remove('/a')
    expect(await client.tryRead('/a/b')).toBeUndefined()
    expect(await client.tryDirectory('/a')).toEqual([])
  })

  it('tells why the store refuses, with the errno as the code of the cause', async () => {
    const client = await clientOf(await startStore())
    expect(await failure(client.read('/no/such'))).toEqual([
      'SYSTEM_ERROR',
      "cannot read '/no/such': no such node (ENOENT)",
    ])
    expect(await failure(client.remove('/no/such'))).toEqual([
      'SYSTEM_ERROR',
      "cannot remove '/no/such': no such node (ENOENT)",
    ])
    const error: unknown = await client.read('/no/such').catch((thrown: unknown) => thrown)
    expect(storeErrno(error)).toBe('ENOENT')
    expect((error as Error).cause).toMatchObject({
      name: 'XenStoreError',
      request: 'READ',
      subject: '/no/such',
    })
  })

  it('lists a directory that does not fit one answer', async () => {
    const client = await clientOf(await startStore())
    const names = Array.from({ length: 900 }, (_, index) => `child-${index}`)
    await Promise.all(names.map((name) => client.write(`/many/${name}`, '')))
    expect((await client.directory('/many')).sort()).toEqual(names.sort())
  })

  it('matches many answers with their requests', async () => {
    const client = await clientOf(await startStore())
    const numbers = Array.from({ length: 2000 }, (_, index) => `${index}`)
    await Promise.all(numbers.map((number) => client.write(`/n/${number}`, number.repeat(50))))
    const seen = await Promise.all(numbers.map((number) => client.read(`/n/${number}`)))
    expect(seen).toEqual(numbers.map((number) => number.repeat(50)))
  })

  it('carries the longest value that fits, and refuses a longer one', async () => {
    const client = await clientOf(await startStore('--entry-size', '8192'))
    await client.write('/v', Buffer.alloc(4093, 7))
    expect((await client.readBytes('/v')).length).toBe(4093)
    expect(await failure(client.write('/v', Buffer.alloc(4094)))).toEqual([
      'INVALID_ARG',
      'invalid argument: a request of 4097 bytes to the store is longer than 4096',
    ])
  })

  it('gets and sets permissions', async () => {
    const client = await clientOf(await startStore())
    await client.write('/p', '')
    expect(await client.permissions('/p')).toEqual({ owner: 0, others: 'none', domains: [] })
    const permissions = {
      owner: 0,
      others: 'read',
      domains: [
        { domain: 3, access: 'both' },
        { domain: 4, access: 'write' },
      ],
    } as const
    await client.setPermissions('/p', permissions)
    expect(await client.permissions('/p')).toEqual(permissions)
    expect(await code(client.setPermissions('/p', { owner: -1, others: 'none' }))).toBe('INVALID_ARG')
  })

  it('introduces and releases domains', async () => {
    const store = await startStore()
    const client = await clientOf(store)
    store.domains([7])
    await client.introduceDomain(7, 1, 1)
    expect(await client.isDomainIntroduced(7)).toBe(true)
    expect(await client.domainPath(7)).toBe('/local/domain/7')
    await client.setTarget(7, 0)
    await client.releaseDomain(7)
    expect(await client.isDomainIntroduced(7)).toBe(false)
    expect(await code(client.introduceDomain(-1, 1, 1))).toBe('INVALID_ARG')
  })

  it('talks to the daemon itself', async () => {
    const client = await clientOf(await startStore())
    expect(await client.control('help')).toContain('memreport')
    expect(await code(client.control('no-such-command'))).toBe('INVALID_ARG')
    expect(await code(client.control('a\0b'))).toBe('INVALID_ARG')
  })

  it('changes nothing when it is read-only', async () => {
    const client = await clientOf(await startStore(), { readOnly: true })
    expect(await client.directory('/')).toEqual(['tool'])
    const codes = await Promise.all(
      [
        client.write('/a', ''),
        client.mkdir('/a'),
        client.remove('/tool'),
        client.setPermissions('/tool', { owner: 0, others: 'both' }),
        client.introduceDomain(1, 1, 1),
        client.control('print', ['x']),
        client.transaction((t) => t.write('/a', '')),
      ].map(code),
    )
    expect(new Set(codes)).toEqual(new Set(['OPERATION_DENIED']))
    expect(await client.directory('/')).toEqual(['tool'])
  })

  it('waits for its turn when many connect at once', async () => {
    const store = await startStore()
    const clients = await Promise.all(Array.from({ length: 50 }, () => clientOf(store)))
    expect(await Promise.all(clients.map((client) => client.directory('/')))).toEqual(
      Array(50).fill(['tool']),
    )
  })

  it('closes, twice, with all that waits', async () => {
    const store = await startStore()
    const client = await clientOf(store)
    const reads = Array.from({ length: 3 }, () => code(client.read('/tool')))
    await client.close()
    await client.close()
    expect(await Promise.all(reads)).toEqual(Array(3).fill('CONNECTION_LOST'))
    expect(await code(client.read('/tool'))).toBe('CONNECTION_LOST')
  })
})

describe('XenStoreClient.connect', () => {
  it('says what is not there, and what is no store', async () => {
    const { XenStoreClient } = await import('../src/index.js')
    expect(await failure(XenStoreClient.connect({ path: '/no/such/socket' }))).toEqual([
      'NO_XENSTORE',
      'could not connect to Xen Store at /no/such/socket',
    ])
    expect(await code(XenStoreClient.connect({ path: '/dev' }))).toBe('NO_XENSTORE')
  })

  it('is not begun when its signal is aborted', async () => {
    const { XenStoreClient } = await import('../src/index.js')
    expect(await code(XenStoreClient.connect({ signal: AbortSignal.abort() }))).toBe('OPERATION_ABORTED')
  })
})

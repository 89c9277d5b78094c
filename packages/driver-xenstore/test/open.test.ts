import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Connection, open, openReadOnly } from '@virt/core'
import '../src/index.js'
import { failure } from './support/failure.js'
import { haveStore, startStore } from './support/store.js'

const channels = ({ channels: all }: Connection): unknown => all.map(({ driver, status }) => [driver, status])

afterEach(() => vi.unstubAllEnvs())

describe('xen:///', () => {
  it('is declined where there is no store', async () => {
    vi.stubEnv('XENSTORED_PATH', '/no/such/socket')
    expect(await failure(open('xen:///'))).toEqual([
      'NO_CONNECT',
      "no connection driver available for 'xen:///' (xenstore: could not connect to Xen Store at /no/such/socket)",
    ])
  })

  it('of another host or transport is declined', async () => {
    const reason = 'xenstore: it reaches only the local host'
    for (const uri of ['xen+http://localhost:8000/', 'xen://host/'])
      expect((await failure(open(uri)))[1]).toBe(`no connection driver available for '${uri}' (${reason})`)
  })

  it.runIf(haveStore)('opens the store that XENSTORED_PATH names, also to look only', async () => {
    const store = await startStore()
    vi.stubEnv('XENSTORED_PATH', store.socket)
    for (const opening of [open('xen:///'), openReadOnly('xen')]) {
      await using connection = await opening
      expect(channels(connection)).toEqual([['xenstore', 'open']])
      expect(await connection.listDomains()).toEqual([])
    }
  })

  it.runIf(haveStore)('is declined when the store does not answer', async () => {
    const store = await startStore()
    store.kill('SIGSTOP')
    vi.stubEnv('XENSTORED_PATH', store.socket)
    expect((await failure(open('xen:///')))[1]).toContain('no answer from the store within 5000 ms')
  })
})

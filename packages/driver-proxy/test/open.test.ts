import { chmodSync, chownSync, mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openReadOnly, type Connection } from '@virt/core'
import { parseUri, Registry, type OpenRequest } from '@virt/core/driver'
import { describe, expect, it, onTestFinished } from 'vitest'
import { driver } from '../src/index.js'
import { named, proxy } from './support/proxy.js'
import { temporary } from './support/temporary.js'

const asRoot = process.geteuid?.() === 0

/** What the driver says to a request: why it declined, or that it opened. */
async function answer(uri: string, readOnly = true): Promise<string> {
  let reason = 'no reason'
  const decline = (why: string): undefined => void (reason = why)
  const request = {
    uri: parseUri(uri),
    readOnly,
    decline,
    siblings: undefined as never,
  } satisfies OpenRequest
  const connection = await driver.open(request)
  await connection?.close()
  return connection ? 'opened' : reason
}

async function look(): Promise<Connection> {
  const registry = new Registry()
  registry.register(driver)
  const connection = await openReadOnly('xen:///', { registry })
  onTestFinished(() => connection.close())
  return connection
}

describe('through the proxy', () => {
  it('one sees the state, and every change is refused', async () => {
    await proxy()
    const connection = await look()
    const [domain] = await connection.listDomains()
    expect([await connection.type(), domain?.name, (await domain!.info()).state]).toEqual([
      'TEST',
      'test',
      'running',
    ])
    expect(connection.supported.filter((name) => name === 'domains.destroy')).toEqual([])
    await expect(domain!.destroy()).rejects.toMatchObject({ code: 'OPERATION_DENIED' })
    await expect(domain!.config({ secure: true })).rejects.toMatchObject({ code: 'OPERATION_DENIED' })
  })

  it('one is told when it ends', async () => {
    const { server } = await proxy()
    const connection = await look()
    const events = connection.events()
    await connection.on('domain', () => undefined)
    await server.close()
    await expect(events.next()).rejects.toMatchObject({ code: 'CONNECTION_LOST' })
    await expect(connection.listDomains()).rejects.toMatchObject({ code: 'CONNECTION_LOST' })
  })
})

describe('the driver declines', () => {
  it.each([
    ['xen+http://localhost:8000/', true, 'not a URI of this channel'],
    ['xen://host/', true, 'not a URI of this channel'],
    ['xen:///other', true, 'not a URI of this channel'],
    ['xen:///', false, 'the proxy is for reading only'],
  ])('%s, read-only: %s', async (uri, readOnly, reason) => {
    await proxy()
    expect(await answer(uri, readOnly)).toBe(reason)
  })

  it.runIf(asRoot)('root, who does not ask for it', async () => {
    expect(await answer('xen:///')).toBe(
      'root asks Xen itself; set VIRT_PROXY_SOCKET to ask a proxy nevertheless',
    )
  })

  it('a relative path', async () => {
    named('proxy.sock')
    expect(await answer('xen:///')).toBe(`VIRT_PROXY_SOCKET must be an absolute path, not 'proxy.sock'`)
  })

  it('where there is no daemon, and says how to start one', async () => {
    const socket = join(temporary(), 'virt/proxy.sock')
    named(socket)
    expect(await answer('xen:///')).toContain(
      `no proxy daemon listens on '${socket}'; start one with 'virt-proxyd' as root`,
    )
  })
})

describe('the driver does not trust', () => {
  it('a directory that others can write to', async () => {
    const { socket } = await proxy()
    chmodSync(dirname(socket), 0o777)
    expect(await answer('xen:///')).toBe(`access denied: '${dirname(socket)}' can be written to by others`)
  })

  it('a link to a socket', async () => {
    const { socket } = await proxy()
    const directory = join(temporary(), 'virt')
    mkdirSync(directory)
    symlinkSync(socket, join(directory, 'link'))
    named(join(directory, 'link'))
    expect(await answer('xen:///')).toBe(`access denied: '${directory}/link' is no socket`)
  })

  it.runIf(asRoot)('a socket of another user', async () => {
    const { socket } = await proxy()
    chownSync(socket, 65534, 65534)
    expect(await answer('xen:///')).toBe(`access denied: '${socket}' belongs to another user (65534)`)
    chownSync(socket, 0, 0)
    expect(await answer('xen:///')).toBe('opened')
  })
})

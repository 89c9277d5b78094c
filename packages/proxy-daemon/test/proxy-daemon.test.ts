import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { connect } from '@virt/core/rpc'
import { describe, expect, it, onTestFinished } from 'vitest'
import { demo } from './support/counting-driver.js'
import { running } from './support/daemon.js'
import { temporary } from './support/temporary.js'

const refusal = (code: string) => expect.objectContaining({ code }) as Error

async function client(socket: string) {
  const connection = await connect(socket)
  onTestFinished(() => connection.close())
  return connection
}

describe('the daemon', () => {
  it('answers questions, and has nothing else', async () => {
    const { socket, upstream } = await running()
    const { driver, domains, networks } = await client(socket)
    expect([driver, Object.keys(domains!), networks]).toEqual([
      'counting',
      ['list', 'info', 'config', 'subscribe'],
      undefined,
    ])
    expect(await domains!.list!({}, {})).toEqual([{ ...demo, state: 'running' }])
    expect(upstream.asked.sort()).toEqual(['list', 'list', 'subscribe'])
  })

  it('serves 64 clients for the price of one, and no more', async () => {
    const { socket, upstream } = await running()
    const clients = await Promise.all(Array.from({ length: 64 }, () => client(socket)))
    await expect(connect(socket)).rejects.toThrow(refusal('RESOURCE_BUSY'))
    await Promise.all(clients.map(({ domains }) => domains!.info!(demo, {})))
    await Promise.all(clients.map(({ domains }) => domains!.subscribe!(() => undefined, {})))
    expect(upstream.asked.sort()).toEqual(['info', 'list', 'subscribe'])
  })

  it('tells its clients when upstream is lost, and ends', async () => {
    const { socket, upstream, daemon } = await running()
    const { lost } = await client(socket)
    const { VirtError } = await import('@virt/core/driver')
    upstream.lose(new VirtError('CONNECTION_LOST', 'the hypervisor is gone'))
    expect(await lost).toMatchObject({ code: 'CONNECTION_LOST' })
    expect(await daemon.ended).toMatchObject({ code: 'CONNECTION_LOST' })
  })

  it('is idle when the last client has left', async () => {
    const { socket, daemon } = await running({ timeout: 0.05 })
    const connection = await connect(socket)
    const idle = daemon.ended
    const waited = new Promise((resolve) => setTimeout(resolve, 200, 'waited'))
    expect(await Promise.race([idle, waited])).toBe('waited')
    await connection.close()
    expect(await idle).toBe('idle')
  })

  it('lets go of everything', async () => {
    const { socket, daemon, upstream } = await running()
    await daemon.close()
    expect([upstream.closed, existsSync(socket)]).toEqual([true, false])
    await running({ socket })
  })
})

describe('the socket', () => {
  it('is for everybody, its directory not', async () => {
    const { socket } = await running()
    const modes = [socket, dirname(socket)].map((path) => statSync(path).mode & 0o777)
    expect(modes).toEqual([0o666, 0o755])
  })

  it('has one daemon, however many start at once', async () => {
    const socket = join(temporary(), 'virt/proxy.sock')
    const starts = await Promise.allSettled([1, 2, 3, 4].map(() => running({ socket })))
    expect(starts.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1)
    const codes = starts.flatMap((start) =>
      start.status === 'rejected' ? [start.reason.code as string] : [],
    )
    expect(new Set(codes)).toEqual(new Set(['RESOURCE_BUSY']))
  })

  it.each<[string, string, (directory: string) => void]>([
    ['a directory that others can write to', 'ACCESS_DENIED', (directory) => open(directory, 0o777)],
    ['a directory that a group can write to', 'ACCESS_DENIED', (directory) => open(directory, 0o775)],
    ['a link to a directory', 'ACCESS_DENIED', (directory) => symlinkSync(temporary(), directory)],
    ['a file where the directory should be', 'EEXIST', (directory) => writeFileSync(directory, '')],
    ['a parent that others can write to', 'ACCESS_DENIED', (directory) => open(dirname(directory), 0o777)],
    ['a file where the socket should be', 'RESOURCE_BUSY', (directory) => putFile(directory)],
    ['a link where the socket should be', 'RESOURCE_BUSY', (directory) => putLink(directory)],
  ])('refuses %s', async (_what, code, prepare) => {
    const directory = join(temporary(), 'virt')
    prepare(directory)
    await expect(running({ socket: join(directory, 'proxy.sock') })).rejects.toThrow(refusal(code))
  })

  it('must have a path that leaves room for its lock', async () => {
    await expect(running({ socket: `/tmp/${'x'.repeat(84)}` })).rejects.toThrow(refusal('INVALID_ARG'))
  })
})

function open(directory: string, mode: number): void {
  mkdirSync(directory, { recursive: true })
  chmodSync(directory, mode)
}

function putFile(directory: string): void {
  open(directory, 0o755)
  writeFileSync(join(directory, 'proxy.sock'), 'precious')
}

function putLink(directory: string): void {
  open(directory, 0o755)
  symlinkSync('/etc/passwd', join(directory, 'proxy.sock'))
}

import { once } from 'node:events'
import { chmodSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { serve, openUpstream, type RpcServer } from '@virt/core/rpc'
import { SharedQueries } from '@virt/proxy-daemon'
import '@virt/driver-test'
import { onTestFinished } from 'vitest'
import { temporary } from './temporary.js'

export interface Proxy {
  readonly socket: string
  readonly server: RpcServer
}

/** What the daemon does, in this process, whose test hypervisor it shows. */
export async function makeProxy(directory: string): Promise<Proxy> {
  mkdirSync(directory, { recursive: true })
  chmodSync(directory, 0o755)
  const socket = join(directory, 'proxy.sock')
  const upstream = await openUpstream('test:///default', { readOnly: true })
  const listening = createServer().listen(socket)
  await once(listening, 'listening')
  return { socket, server: serve(new SharedQueries(upstream), listening, { readOnly: true }) }
}

/** One that `VIRT_PROXY_SOCKET` names, until the test ends. */
export async function proxy(): Promise<Proxy> {
  const made = await makeProxy(join(temporary(), 'virt'))
  onTestFinished(() => made.server.close())
  named(made.socket)
  return made
}

/** Until the test ends. */
export function named(socket: string): void {
  setVariable('VIRT_PROXY_SOCKET', socket)
}

export function setVariable(name: string, value: string): void {
  const before = process.env[name]
  process.env[name] = value
  onTestFinished(() => {
    if (before === undefined) Reflect.deleteProperty(process.env, name)
    else process.env[name] = before
  })
}

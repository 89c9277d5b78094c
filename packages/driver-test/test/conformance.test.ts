import '../src/index.js'
import { rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Connection,
  contractVersion,
  open,
  openReadOnly,
  parseUri,
  Registry,
  type Siblings,
  VirtError,
} from '@virt/core'
import { connect, type RpcServer, serve } from '@virt/core/rpc'
import { describeDriver } from '@virt/core/testing'
import { describe, it } from 'vitest'
import { driver as testDriver } from '../src/index.js'
import { domainXml } from './support.js'

const limits = { guestReactsWithin: 1000, consoleEchoes: true }
const guest = (name: string): string => domainXml(name)

await describeDriver({
  name: 'test',
  open: ({ readOnly }) => (readOnly ? openReadOnly : open)('test:///default'),
  guest,
  limits,
  runner: { describe, it },
})

/** The same hypervisor, at the other end of a socket. */
class RemoteTest {
  readonly #socket = join(tmpdir(), `driver-test-${process.pid}.sock`)
  readonly #registry = new Registry()
  #served: RpcServer | undefined

  constructor() {
    this.#registry.register({
      name: 'remote',
      contract: contractVersion,
      schemes: ['remote'],
      open: () => connect(this.#socket),
    })
  }

  async open(readOnly: boolean): Promise<Connection> {
    this.#served ??= await this.#serve()
    return (readOnly ? openReadOnly : open)('remote:///', { registry: this.#registry })
  }

  async kill(): Promise<void> {
    const served = this.#served
    this.#served = undefined
    await served?.close()
  }

  async #serve(): Promise<RpcServer> {
    const uri = parseUri('test:///default')
    const decline = (): undefined => undefined
    const connection = await testDriver.open({ uri, readOnly: false, decline, siblings })
    if (!connection) throw new Error('the test driver has declined')
    rmSync(this.#socket, { force: true })
    const server: Server = createServer().listen(this.#socket).unref()
    return serve(connection, server)
  }
}

const siblings: Siblings = {
  supports: () => false,
  run: () => Promise.reject(new VirtError('NO_SUPPORT')),
}

const remote = new RemoteTest()

await describeDriver({
  name: 'test behind a socket',
  open: ({ readOnly }) => remote.open(readOnly),
  guest,
  limits: { ...limits, opens: 2000 },
  kill: () => remote.kill(),
  runner: { describe, it },
})

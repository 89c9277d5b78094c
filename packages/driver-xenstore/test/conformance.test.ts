import { describe, it, onTestFinished } from 'vitest'
import { type Connection, contractVersion, open, openReadOnly, Registry } from '@virt/core'
import { describeDriver } from '@virt/core/testing'
import { startXenstored, type Xenstored } from '../../../tools/xenstored/index.mjs'
import { XenStoreClient, xenstoreConnection } from '../src/index.js'
import { EchoTerminal } from './support/echo-terminal.js'
import { Guests } from './support/guests.js'
import { haveStore } from './support/store.js'

/** A real store with one guest, which does not react. Another is started when it was killed. */
class Place {
  readonly #registry = new Registry()
  #store: Promise<Xenstored> | undefined
  #terminal: EchoTerminal | undefined

  constructor() {
    this.#registry.register({
      name: 'xenstore',
      contract: contractVersion,
      schemes: ['xen'],
      open: async ({ readOnly }) => {
        const { socket } = await (this.#store ??= this.#start())
        return xenstoreConnection(await XenStoreClient.connect({ path: socket, readOnly }))
      },
    })
  }

  open(readOnly: boolean): Promise<Connection> {
    return (readOnly ? openReadOnly : open)('xen:///', { registry: this.#registry })
  }

  async kill(): Promise<void> {
    const store = this.#store
    this.#store = undefined
    await (await store)?.stop()
    this.#terminal?.close()
  }

  async #start(): Promise<Xenstored> {
    const store = await startXenstored()
    await using toolstack = await XenStoreClient.connect({ path: store.socket })
    this.#terminal = await EchoTerminal.open()
    const console = { 'console/tty': this.#terminal.path }
    const memory = { 'memory/static-max': '262144', 'memory/target': '262144' }
    await new Guests(store, toolstack).start(1, { ...memory, ...console, 'cpu/0/availability': 'online' })
    return store
  }
}

if (haveStore) {
  const place = new Place()
  await describeDriver({
    name: 'the store, without Xen',
    open: ({ readOnly }) => place.open(readOnly),
    guest: (name) =>
      `<domain type='xen'><name>${name}</name><memory>65536</memory><os><type>linux</type></os></domain>`,
    existing: ['guest1'],
    limits: { minimumMemory: 65_536, opens: 2000, consoleEchoes: true },
    kill: () => place.kill(),
    runner: { describe, it },
  })
  describe('afterwards', () => it('the store is gone', () => onTestFinished(() => place.kill())))
}

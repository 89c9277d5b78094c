import type { Duplex } from 'node:stream'
import type { JobCall } from '../contract/call.js'
import type { DriverConnection } from '../contract/driver.js'
import type { Emit } from '../contract/events.js'
import { operationNames, operations } from '../contract/operations.js'
import type { VirtError } from '../errors/virt-error.js'
import { attach } from './attach.js'
import type { RpcClient } from './client.js'
import { type Dial, dialUp } from './dial.js'
import { asToken, type Hello } from './messages.js'
import { tableOf } from './table-of.js'

type Ask = (method: string, values: readonly unknown[], call: JobCall) => Promise<unknown>

/** The driver connection at the other end of a socket. */
export class RemoteConnection implements DriverConnection {
  readonly driver: string
  readonly host: DriverConnection['host']
  readonly domains: DriverConnection['domains']
  readonly networks: DriverConnection['networks']
  readonly snapshots: DriverConnection['snapshots']
  readonly lost: Promise<VirtError>
  readonly #client: RpcClient
  readonly #dial: Dial
  readonly #server: string
  readonly #consoles = new Set<Duplex>()

  constructor(client: RpcClient, hello: Hello, dial: Dial, server: string) {
    this.driver = hello.driver
    this.lost = client.lost
    this.#client = client
    this.#dial = dial
    this.#server = server
    const names = operationNames.filter((name) => hello.operations.includes(name))
    const table = tableOf(names, (name, values, call) =>
      this.#ask[operations[name].result](name, values, call),
    )
    this.host = table.host
    this.domains = table.domains
    this.networks = table.networks
    this.snapshots = table.snapshots
    void this.lost.then(() => this.#hangUp())
  }

  close(): Promise<void> {
    this.#hangUp()
    return this.#client.close()
  }

  #hangUp(): void {
    for (const console of this.#consoles) console.destroy()
  }

  readonly #plain: Ask = (method, values, call) => this.#client.request(method, values, call)

  readonly #ask: Readonly<Record<'value' | 'job' | 'stream' | 'events', Ask>> = {
    value: this.#plain,
    job: this.#plain,
    events: (method, values, call) => this.#client.subscribe(method, values[0] as Emit<unknown>, call),
    stream: (method, values, call) =>
      this.#client.claim(method, values, call, (answer) => this.#console(asToken(answer), call.signal)),
  }

  async #console(token: string, signal: AbortSignal | undefined): Promise<Duplex> {
    const console = await attach(await dialUp(this.#dial, signal), this.#server, token, signal)
    this.#consoles.add(console)
    console.once('close', () => this.#consoles.delete(console))
    return console
  }
}

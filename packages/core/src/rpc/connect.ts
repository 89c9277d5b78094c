import type { DriverConnection } from '../contract/driver.js'
import { VirtError } from '../errors/virt-error.js'
import { RpcClient } from './client.js'
import { type Dial, dialUp } from './dial.js'
import { asHello, type Hello, protocolVersion } from './messages.js'
import { RemoteConnection } from './remote-connection.js'

export interface ConnectOptions {
  /** Gives up connecting. Later it has no effect. */
  readonly signal?: AbortSignal
  /** Milliseconds until the server must have said hello; 0 for no limit. Default 10,000. */
  readonly timeout?: number
  /** What errors call the server. Default: its socket's path. */
  readonly name?: string
}

/**
 * The driver connection that {@link serve} offers at the other end: the same operations, answers, errors and events.
 *
 * `lost` resolves, and every call that waits ends, with CONNECTION_LOST when the server is gone, or with RPC when it
 * does not keep to the protocol. A call that is aborted ends at once; the server is told. An oversized call is RPC,
 * and leaves the connection as it is.
 *
 * SYSTEM_ERROR when nobody listens (its cause has the system's code: ENOENT, ECONNREFUSED, EACCES), CONNECTION_LOST when the
 * server dies before its hello, OPERATION_TIMEOUT, OPERATION_ABORTED, RPC for another protocol, CONTRACT_MISMATCH for another contract, RESOURCE_BUSY when the server
 * has as many clients as it takes.
 */
export async function connect(dial: Dial, options: ConnectOptions = {}): Promise<DriverConnection> {
  const { timeout = 10_000, name = typeof dial === 'string' ? dial : 'the server' } = options
  const signals = [options.signal, timeout ? AbortSignal.timeout(timeout) : undefined]
  const signal = AbortSignal.any(signals.filter((each) => each !== undefined))
  const client = new RpcClient(await dialUp(dial, signal), name)
  try {
    const hello = await greet(client, signal)
    client.limit(hello.maxPending ?? Infinity)
    return new RemoteConnection(client, hello, dial, name)
  } catch (thrown) {
    void client.close()
    const error = VirtError.from(thrown)
    throw VirtError.is(error.cause) ? error.cause : error
  }
}

async function greet(client: RpcClient, signal: AbortSignal): Promise<Hello> {
  return asHello(
    await client.request('hello', { protocol: protocolVersion, parts: true, tables: true }, { signal }),
  )
}

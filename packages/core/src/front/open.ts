import { onSignal } from '../contract/on-signal.js'
import { VirtError } from '../errors/virt-error.js'
import { defaultUri } from '../registry/default-uri.js'
import { openChannels } from '../registry/open-channels.js'
import { defaultRegistry, type Registry } from '../registry/registry.js'
import type { CallOptions } from './call-options.js'
import { Connection } from './connection.js'
import { Link } from './link.js'
import { aborted } from './pending-call.js'
import type { ReconnectOptions } from './reconnect.js'

export interface OpenOptions extends CallOptions {
  /** Where to look for drivers. Default: those whose packages were imported. */
  readonly registry?: Registry
  /** Default timeout of the connection's calls in milliseconds; 0 for none. Default 30,000. */
  readonly callTimeout?: number
  /**
   * Open lost channels again, with growing pauses, as long as the connection is not closed; `true`: with the default
   * pauses. Calls in between end with CONNECTION_LOST; event streams go on, with a {@link ResyncEvent} where they were cut.
   * Default: what is lost stays lost.
   */
  readonly reconnect?: boolean | ReconnectOptions
}

/**
 * Open a connection (`virConnectOpen`). Without URI: `VIRT_DEFAULT_URI`, `LIBVIRT_DEFAULT_URI`, then what the registered
 * drivers find on this host.
 *
 * NO_CONNECT when no driver serves the URI (the message says which package does), else what the driver threw.
 */
export function open(uri?: string, options: OpenOptions = {}): Promise<Connection> {
  return connect(uri, false, options)
}

/** The same for looking only: every change is refused with OPERATION_DENIED (`virConnectOpenReadOnly`). */
export function openReadOnly(uri?: string, options: OpenOptions = {}): Promise<Connection> {
  return connect(uri, true, options)
}

async function connect(
  uri: string | undefined,
  readOnly: boolean,
  options: OpenOptions,
): Promise<Connection> {
  const { registry = defaultRegistry, timeout = 30_000, callTimeout = 30_000, signal } = options
  const reconnect = options.reconnect === true ? {} : options.reconnect || undefined
  if (signal?.aborted) throw aborted(signal)
  const deadline = new AbortController()
  const give = (error: VirtError) => (): void => deadline.abort(error)
  const timer = timeout
    ? setTimeout(give(new VirtError('OPERATION_TIMEOUT', `open took longer than ${timeout} ms`)), timeout)
    : undefined
  const stop = (): void => give(aborted(signal))()
  const stopListening = signal && onSignal(signal, stop)
  try {
    const target = uri ?? (await defaultUri(registry.drivers))
    const opening = openChannels(registry, target, readOnly, deadline.signal)
    const opened = await Promise.race([opening, gaveUp(deadline.signal)]).catch((thrown: unknown) => {
      void opening
        .then(({ channels }) => channels.map(({ connection }) => connection.close()))
        .catch(() => undefined)
      throw thrown
    })
    return new Connection(new Link(opened, { readOnly, callTimeout, reconnect }))
  } catch (thrown) {
    throw VirtError.from(thrown, { operation: 'open' })
  } finally {
    clearTimeout(timer)
    stopListening?.()
  }
}

function gaveUp(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as VirtError), { once: true }),
  )
}

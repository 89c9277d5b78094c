import type { Socket } from 'node:net'
import { VirtError } from '@virt/core/driver'
import type { QmpAnswer, QmpArguments, QmpVersion } from './commands.js'

/** Where a client stands in the protocol: `closed` is final. */
export type QmpState = 'greeting' | 'negotiating' | 'running' | 'closed'

/** How long somebody is willing to wait. */
export interface QmpCallOptions {
  /** Aborting gives up waiting (OPERATION_ABORTED); QEMU's late answer is dropped. */
  readonly signal?: AbortSignal
  /** Milliseconds until OPERATION_TIMEOUT; absent or 0: no limit. */
  readonly timeout?: number
}

/** An asynchronous event of QEMU: `SHUTDOWN`, `RESET`, `STOP`, ... */
export interface QmpEvent {
  readonly event: string
  readonly data: Readonly<Record<string, unknown>>
  readonly timestamp: { readonly seconds: number; readonly microseconds: number }
}

export class QmpClient {
  /** QEMU's version, from its greeting. */
  readonly version: QmpVersion
  /** Resolves when the conversation is over: `undefined` after {@link close}, else the reason (CONNECTION_LOST). Never rejects. */
  readonly closed: Promise<VirtError | undefined>

  private constructor(socket: Socket, version: QmpVersion) {
    void socket
    this.version = version
    this.closed = Promise.resolve(undefined)
  }

  /** Wait for the greeting, negotiate, and answer a client that is 'running'. On failure the socket is destroyed. */
  static async open(socket: Socket, options: QmpCallOptions = {}): Promise<QmpClient> {
    void options
    return new QmpClient(socket, { qemu: { major: 0, minor: 0, micro: 0 }, package: '' })
  }

  get state(): QmpState {
    return 'closed'
  }

  /**
   * Send a command. Commands issued in one tick leave in one write; each answer finds its call by id.
   *
   * @throws OPERATION_FAILED when QEMU refuses (its class is the `cause`'s code), CONNECTION_LOST when the socket ends
   * first, OPERATION_TIMEOUT, OPERATION_ABORTED.
   */
  execute<C extends string>(
    command: C,
    args?: QmpArguments<C>,
    options?: QmpCallOptions,
  ): Promise<QmpAnswer<C>> {
    ;(void args, options)
    return Promise.reject(new VirtError('NO_SUPPORT', command))
  }

  /** Be told of every event, in order, from now on. The answer ends it. */
  onEvent(listener: (event: QmpEvent) => void): () => void {
    void listener
    return () => undefined
  }

  /** Hang up. Pending calls end in CONNECTION_LOST. QEMU goes on, and connects again if its chardev says `reconnect`. */
  close(): void {}
}

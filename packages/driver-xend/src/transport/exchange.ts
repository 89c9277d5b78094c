import { type Call, VirtError, whenAborted } from '@virt/core/driver'
import type { Dispatcher } from 'undici'

/** An answer as it came. */
export interface Answer {
  readonly status: number
  /** What the request was answered with, for the few that say where the result is. */
  readonly location: string | undefined
  readonly body: Buffer
}

/** A request that failed on its way, and whether the other side may have seen it. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError'
  readonly code: string
  readonly sent: boolean

  constructor(cause: Error, sent: boolean) {
    super(cause.message, { cause })
    this.code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name
    this.sent = sent
  }
}

/** No answer of xend comes near: a thousand domains in detail are 3 MB. */
const mostBytes = 64 * 1024 * 1024

/**
 * One request and its answer. Rejects with the reason of the abort, at once and with the socket torn down, or with an
 * {@link ExchangeError}. The request is given to the dispatcher once: nothing sends it again.
 */
export function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  call: Call,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const running = new Exchange(resolve, reject)
    running.settled(whenAborted(call, (reason) => running.giveUp(reason)))
    if (!running.over) dispatcher.dispatch(options, running)
  })
}

class Exchange implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: Answer) => void
  readonly #reject: (error: unknown) => void
  readonly #chunks: Buffer[] = []
  #size = 0
  #status = 0
  #location: string | undefined
  #controller: Dispatcher.DispatchController | undefined
  #forget: (() => void) | undefined
  over = false

  constructor(resolve: (answer: Answer) => void, reject: (error: unknown) => void) {
    this.#resolve = resolve
    this.#reject = reject
  }

  /** What to call once it is over. */
  settled(forget: () => void): void {
    this.#forget = forget
    if (this.over) forget()
  }

  giveUp(reason: unknown): void {
    if (!this.#end()) return
    this.#reject(reason)
    this.#controller?.abort(new VirtError('OPERATION_ABORTED'))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.over) controller.abort(new VirtError('OPERATION_ABORTED'))
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.#status = status
    this.#location = [headers.location].flat()[0]
    if (Number([headers['content-length']].flat()[0]) > mostBytes) this.#tooLarge(controller)
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length
    if (this.#size > mostBytes) this.#tooLarge(controller)
    else this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    if (!this.#end()) return
    const [only = Buffer.alloc(0), ...more] = this.#chunks
    const body = more.length === 0 ? only : Buffer.concat(this.#chunks)
    this.#resolve({ status: this.#status, location: this.#location, body })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#end()) this.#reject(new ExchangeError(error, this.#controller !== undefined))
  }

  #tooLarge(controller: Dispatcher.DispatchController): void {
    this.#chunks.length = 0
    controller.abort(new Error(`the answer is larger than ${mostBytes} bytes`))
  }

  #end(): boolean {
    const first = !this.over
    this.over = true
    this.#forget?.()
    return first
  }
}

import { type Call, whenAborted } from '@virt/core/driver'
import type { Client, Dispatcher } from 'undici'

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
 * One request and its answer. Rejects with the reason of the abort, or with an {@link ExchangeError}: then the client has
 * to be destroyed at once, with its connection, for undici would open the next one. Nothing is sent twice.
 */
export function exchange(client: Client, options: Dispatcher.DispatchOptions, call: Call): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    const handler = new AnswerHandler(resolve, reject)
    handler.whenOver(whenAborted(call, (reason) => handler.giveUp(reason)))
    if (!handler.over) client.dispatch(options, handler)
  })
}

class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: Answer) => void
  readonly #reject: (error: unknown) => void
  readonly #chunks: Buffer[] = []
  #size = 0
  #status = 0
  #location: string | undefined
  #sent = false
  #over = false
  #finish: (() => void) | undefined

  constructor(resolve: (answer: Answer) => void, reject: (error: unknown) => void) {
    this.#resolve = resolve
    this.#reject = reject
  }

  get over(): boolean {
    return this.#over
  }

  whenOver(finish: () => void): void {
    this.#finish = finish
    if (this.#over) finish()
  }

  giveUp(reason: unknown): void {
    this.#end(() => this.#reject(reason))
  }

  onRequestStart(): void {
    this.#sent = true
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.#status = status
    this.#location = [headers.location].flat()[0]
    this.#admit(Number([headers['content-length']].flat()[0] ?? 0))
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length
    this.#chunks.push(chunk)
    this.#admit(this.#size)
  }

  onResponseEnd(): void {
    const [only = Buffer.alloc(0), ...more] = this.#chunks
    const body = more.length === 0 ? only : Buffer.concat(this.#chunks)
    this.#end(() => this.#resolve({ status: this.#status, location: this.#location, body }))
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#end(() => this.#reject(new ExchangeError(error, this.#sent)))
  }

  #admit(bytes: number): void {
    if (bytes <= mostBytes) return
    const error = new Error(`the answer is larger than ${mostBytes} bytes`)
    this.#end(() => this.#reject(new ExchangeError(error, true)))
  }

  #end(settle: () => void): void {
    if (this.#over) return
    this.#over = true
    settle()
    this.#finish?.()
  }
}

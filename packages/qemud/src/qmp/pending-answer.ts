import type { Call, VirtError } from '@virt/core/driver'
import { refused, type QmpAnswered } from './messages.js'
import { onceImpatient } from './patience.js'

/** A command whose answer somebody waits for, or has given up to wait for. */
export class PendingAnswer {
  readonly promise: Promise<unknown>
  readonly command: string
  readonly #raw: boolean
  #disarm: () => void = () => undefined
  #resolve!: (value: unknown) => void
  #reject!: (error: VirtError) => void
  #settled = false

  /** `timeout` in milliseconds, if there is one. `raw`: the answer, or the refusal, is the line that QEMU sent. */
  constructor(command: string, call: Call = {}, timeout?: number, raw = false) {
    this.command = command
    this.#raw = raw
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    const disarm = onceImpatient(call, timeout, (error) => this.reject(error))
    if (this.#settled) disarm()
    else this.#disarm = disarm
  }

  get settled(): boolean {
    return this.#settled
  }

  answer(message: QmpAnswered, line: string): void {
    if (this.#raw) this.resolve(line.trim())
    else if (message.kind === 'answer') this.resolve(message.value)
    else this.reject(refused(this.command, message.refusal))
  }

  resolve(value: unknown): void {
    this.#settle()
    this.#resolve(value)
  }

  reject(error: VirtError): void {
    this.#settle()
    this.#reject(error)
  }

  #settle(): void {
    this.#settled = true
    this.#disarm()
  }
}

import type { VirtError } from '@virt/core/driver'
import type { RequestName } from './requests.js'

/** Makes an answer's payload a value. The bytes are only valid during the call. */
export type Decode<T> = (bytes: Buffer, start: number, end: number) => T

/** A request to make. */
export interface Request<T> {
  readonly name: RequestName
  /** The path or domain that it is about, for messages. */
  readonly subject: string
  /** The payload: ASCII, with its NULs; then the value, if any. */
  readonly text: string
  readonly value?: Uint8Array
  readonly transaction?: number
  readonly decode: Decode<T>
  /** The answer where there is no such node, instead of an error. */
  readonly absent?: { readonly value: T }
  /** What to do with an answer for which nobody waits any more. */
  readonly late?: (answer: T) => void
}

/** A request between its sending and its answer. */
export interface PendingRequest {
  readonly request: Request<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: VirtError) => void
  /** When it expires, in the time of `performance.now()`. */
  readonly expires: number
  readonly timeout: number
  stopListening: (() => void) | undefined
  /** Nobody waits any more; its answer still comes. */
  abandoned: boolean
}

/** What a transport tells its conversation. */
export interface TransportListener {
  /** Bytes from the store, valid only during the call. */
  received(chunk: Buffer, length: number): void
  /** The other side is gone, or the way to it is broken. */
  ended(reason: Error | undefined): void
  /** The message of this request could not be handed over; others can. */
  unsent(request: number, reason: NodeJS.ErrnoException): void
}

/** A message on its way to the store. */
export interface Message {
  readonly type: number
  readonly request: number
  readonly transaction: number
  /** ASCII, with its NULs. */
  readonly text: string
  /** Follows the text. */
  readonly value?: Uint8Array
}

/** A way to a store: a socket, or the kernel's device. */
export interface Transport {
  /** The longest payload that can be sent. */
  readonly payloadLimit: number
  /** Whether the store's acknowledgement of a watch may come without the request's number: Linux's device does that. */
  readonly anonymousWatches: boolean
  listen(listener: TransportListener): void
  send(message: Message): void
  close(): Promise<void>
}

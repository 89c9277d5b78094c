/** What clients may ask of a server, so that none of them can exhaust it or crowd out the others. */
export interface ServeLimits {
  /** Calls, subscriptions and streams that one client may have at a time; one more is RESOURCE_BUSY. Default 256. */
  readonly maxPending: number
  /** Messages of one client that are taken in a second; more wait, unread. A long one counts more. Default: no limit. */
  readonly messagesPerSecond: number
  /** Bytes of a client's message; a longer one ends its connection. Default 16 MiB. */
  readonly maxMessage: number
  /** Bytes that a client has not read when an event is due for it: more end its connection. Default 64 MiB. */
  readonly maxBacklog: number
  /** Connections at a time; for one more the oldest makes room that has not said hello, else it is told RESOURCE_BUSY and closed. Default 1000. */
  readonly maxClients: number
  /**
   * Connections that are begun in a second, a quarter of them at once; more wait, unread, and who would wait for longer
   * than a second is hung up on. Default: no limit.
   */
  readonly connectionsPerSecond: number
  /** Milliseconds until a client must have said hello. Default 5000. */
  readonly handshakeTimeout: number
}

const mebibyte = 1024 * 1024

export const defaultLimits: ServeLimits = {
  maxPending: 256,
  messagesPerSecond: Infinity,
  maxMessage: 16 * mebibyte,
  maxBacklog: 64 * mebibyte,
  maxClients: 1000,
  connectionsPerSecond: Infinity,
  handshakeTimeout: 5000,
}

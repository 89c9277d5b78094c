import type { ServeLimits } from '@virt/core/rpc'

/** What the clients of a proxy may ask, unless it is configured otherwise. Anybody on the host may be a client. */
export const proxyLimits: Partial<ServeLimits> = {
  maxClients: 64,
  maxPending: 16,
  messagesPerSecond: 200,
  connectionsPerSecond: 500,
  maxMessage: 256 * 1024,
  maxBacklog: 1024 * 1024,
  handshakeTimeout: 2000,
}

import type { ChannelReport } from '../channels/channel.js'
import type { DomainEvent, NetworkEvent } from '../contract/events.js'
import type { VirtError } from '../errors/virt-error.js'
import type { ResyncEvent } from './event-hub.js'

/** What a connection tells its listeners: see `Connection.on`. */
export interface ConnectionListeners {
  domain: (event: DomainEvent) => void
  network: (event: NetworkEvent) => void
  /** Events may have been missed: their source was lost, and there is one again. Told to who listens for domains too. */
  resync: (event: ResyncEvent) => void
  /** A channel was lost, or is there again. */
  channel: (report: ChannelReport) => void
  /** The other side is gone for good: every pending call has ended with this error, and every stream with it. */
  lost: (error: VirtError) => void
}

import type { DriverConnection, DriverRank } from '../contract/driver.js'

/** One of the drivers that serve a connection together. */
export interface Channel {
  readonly driver: string
  readonly rank: DriverRank
  readonly connection: DriverConnection
}

/** What became of each driver that was asked to open: the user's view of the channels. */
export interface ChannelReport {
  readonly driver: string
  readonly status: 'open' | 'declined' | 'lost' | 'closed'
  readonly reason?: string
  /** What an open one finds wrong and goes on without, as of its last look. Absent when there is nothing to say. */
  readonly diagnostics?: readonly string[]
}

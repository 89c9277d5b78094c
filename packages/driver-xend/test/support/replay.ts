import type { Connection } from '@virt/core'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { Player } from './player.js'
import { transcripts } from './recorded.js'
import type { RecordedVersion } from './recording.js'
import { connectTo, type Served, serveInTest } from './served.js'

/** A part of a recording, played again by a {@link Player}; the node is always known. What is asked beside it fails the test. */
export interface Replay extends Served {
  /** The names of the exchanges that were played, in order. */
  readonly played: readonly string[]
  open(options?: { readOnly?: boolean }): Promise<Connection>
}

export async function replay(version: RecordedVersion, ...numbers: readonly string[]): Promise<Replay> {
  const node = version === '4.4.4' ? '003' : '001'
  const player = new Player(join(transcripts, version), [node, ...numbers])
  const served = await serveInTest((socket) => player.play(socket))
  onTestFinished(() => {
    if (player.strays.length > 0)
      throw new Error(`asked for what is not recorded: ${player.strays.join('; ')}`)
  })
  return { ...served, played: player.played, open: (options) => connectTo(served.uri, options) }
}

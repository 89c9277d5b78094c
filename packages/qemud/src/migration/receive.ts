import { rm } from 'node:fs/promises'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { unpacker } from './compression.js'
import { runFilter } from './run-filter.js'
import type { RunningJob } from './running-job.js'
import { positionIn, type SavedImage } from './saved-image.js'
import { dialStream, streamPath } from './stream-socket.js'
import { complain, transferred } from './transfer.js'

/** Bring the state in an image into a QEMU that expects one. */
export async function receiveImage(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  image: SavedImage,
  { job, signal }: { readonly job: RunningJob; readonly signal: AbortSignal },
): Promise<void> {
  const filter = await unpacker(image.facts.compression)
  const path = streamPath(context, domain)
  await rm(path, { force: true })
  await guest.monitor.execute('migrate-incoming', { uri: `unix:${path}` }, { signal })
  const stream = await dialStream(path)
  await rm(path, { force: true })
  const failed = runFilter(filter, image.descriptor, stream).then(() => new Promise<never>(() => undefined))
  failed.catch(() => undefined)
  const look = (): void => job.report(positionIn(image), image.length)
  complain(await Promise.race([transferred(guest.monitor, look, signal), failed]))
  job.report(image.length, image.length)
}

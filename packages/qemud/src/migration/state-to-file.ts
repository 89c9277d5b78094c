import { setTimeout as sleep } from 'node:timers/promises'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Filter } from './compression.js'
import { fileError } from './file-error.js'
import type { NewFile } from './new-file.js'
import type { RunningJob } from './running-job.js'
import { runFilter } from './run-filter.js'
import { StreamSocket, streamPath } from './stream-socket.js'
import { sendState } from './transfer.js'

/** After QEMU has failed to write, its reader has said why, or will at once. */
const graceForFilter = 2_000

/** Let QEMU send its guest's state through a program into a file. */
export async function stateToFile(
  context: EngineContext,
  domain: ManagedDomain,
  { file, filter }: { readonly file: NewFile; readonly filter: Filter },
  job: RunningJob,
): Promise<void> {
  const path = streamPath(context, domain)
  const socket = await StreamSocket.listen(path)
  const written = socket.connection.then((stream) => runFilter(filter, stream, file.descriptor))
  const complaint = written.then(
    () => undefined,
    (error: unknown) => new Error((error as Error).message),
  )
  try {
    await sendState(domain.running().monitor, `unix:${path}`, job)
    await written
  } catch (error) {
    const said = await Promise.race([complaint, sleep(graceForFilter, undefined, { ref: false })])
    throw said && !job.signal.aborted ? fileError(`Failed to write file '${file.path}'`, said) : error
  } finally {
    socket.close()
  }
}

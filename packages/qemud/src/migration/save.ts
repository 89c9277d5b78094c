import { formatDomain } from '@virt/core/config'
import type { JobCall, SaveFlags, StateReason } from '@virt/core/driver'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import { packer } from './compression.js'
import { begin, finish, goOn, halt, leave } from './halt.js'
import { encodeHeader, encodeLength } from './image-header.js'
import { NewFile } from './new-file.js'
import { portableConfig } from './portable-config.js'
import { runJob, type RunningJob } from './running-job.js'
import { stateToFile } from './state-to-file.js'

/** Write the whole state of a guest to a file, and end it. */
export function saveDomain(
  context: EngineContext,
  domain: ManagedDomain,
  path: string,
  flags: SaveFlags,
  call: JobCall,
): Promise<void> {
  return runJob(context, domain, 'save', call, (job) => saveGuest(context, domain, path, flags, job))
}

/** The same for who runs a job. When it fails, there is no file, and the guest does what it did. */
export async function saveGuest(
  context: EngineContext,
  domain: ManagedDomain,
  path: string,
  flags: SaveFlags,
  job: RunningJob,
): Promise<void> {
  const guest = domain.running()
  const resume = guest.state === 'running'
  const { running, paused, compression = 'raw' } = flags
  const file = new NewFile(path)
  const task = { kind: 'save', resume, temporary: file.temporary, committing: false } as const
  try {
    begin(context, domain, guest, task)
    const goesOn = running ?? (!paused && resume)
    await writeImage(context, domain, file, { goesOn, compression, reason: 'save' }, job)
    job.commit()
    begin(context, domain, guest, { ...task, committing: true })
    await file.commit()
  } catch (error) {
    file.discard()
    if (resume) await goOn(guest, 'saveCanceled')
    finish(context, domain, guest)
    throw error
  }
  await leave(context, guest, 'saved')
}

/** What an image says, and how it is made. */
interface ImageWish {
  /** Whether the guest is to run when it is restored. */
  readonly goesOn: boolean
  readonly compression: string
  /** Why the guest halts. */
  readonly reason: StateReason
  /** Only at the end. */
  readonly live?: boolean
}

/** Write the whole state of a guest to a new file that does not have its name yet. The guest has halted when it resolves. */
export async function writeImage(
  context: EngineContext,
  domain: ManagedDomain,
  file: NewFile,
  { goesOn, compression, reason, live = false }: ImageWish,
  job: RunningJob,
): Promise<void> {
  const guest = domain.running()
  const filter = await packer(compression)
  const state = goesOn ? 'running' : 'paused'
  const header = encodeHeader({ state, compression, domain: formatDomain(portableConfig(guest)) })
  file.create(header)
  if (live) guest.pausing = reason
  else await halt(guest, reason)
  await stateToFile(context, domain, { file, filter }, job)
  await file.finish(encodeLength(file.size - header.length))
}

import { formatDomain } from '@virt/core/config'
import type { JobCall, SaveFlags } from '@virt/core/driver'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
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
  const { compression = 'raw' } = flags
  const filter = await packer(compression)
  const file = new NewFile(path)
  const task = { kind: 'save', resume, temporary: file.temporary, committing: false } as const
  try {
    begin(context, domain, guest, task)
    const header = headerOf(guest, flags, compression)
    file.create(header)
    await halt(guest, 'save')
    await stateToFile(context, domain, { file, filter }, job)
    await file.finish(encodeLength(file.size - header.length))
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

function headerOf(guest: Guest, { running, paused }: SaveFlags, compression: string): Buffer {
  const goesOn = running ?? (!paused && guest.state === 'running')
  return encodeHeader({
    state: goesOn ? 'running' : 'paused',
    compression,
    domain: formatDomain(portableConfig(guest)),
  })
}

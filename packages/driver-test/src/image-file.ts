import { constants, renameSync, rmSync, statSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import type { JobCall } from '@virt/core/driver'
import { pause } from './faults.js'
import { refusal } from './refusal.js'
import { decodeImage, notAnImage, type SaveImage } from './save-image.js'
import { systemError } from './system-error.js'

/** How a job with a file is done. */
export interface FileJob {
  readonly call: JobCall
  /** Milliseconds that each of its steps takes longer. */
  readonly latency: number
  /** What errors begin with: `saving domain 'x' to '/y'`. */
  readonly attempt: string
}

/** A file that is complete on disk but has not got its name yet. */
export interface WrittenFile {
  /** Put it in its place, replacing what is there. */
  readonly commit: () => void
  readonly discard: () => void
}

const steps = 8
const largestImage = 11 * 1024 * 1024

/** Write beside `path`, durably, telling the progress. Leaves nothing behind when it fails or is aborted. */
export async function writeImage(path: string, bytes: Buffer, job: FileJob): Promise<WrittenFile> {
  requirePlainFile(path, job.attempt)
  const temporary = `${path}.${crypto.randomUUID()}.tmp`
  const discard = (): void => rmSync(temporary, { force: true })
  const file = await open(temporary, 'wx', 0o600).catch(rethrow(`${job.attempt}: open failed`))
  try {
    await writeSteps(file, bytes, job).finally(() => file.close())
  } catch (thrown) {
    discard()
    throw thrown
  }
  return { commit: () => rename(temporary, path, job.attempt), discard }
}

/** Read an image whole. A file that cannot be one is refused before it is read. */
export async function readImage(path: string, { call, latency, attempt }: FileJob): Promise<SaveImage> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(rethrow(attempt))
  try {
    const stat = await file.stat()
    if (!stat.isFile() || stat.size > largestImage) throw notAnImage(path)
    call.progress?.({ processed: 0, total: stat.size })
    await pause(latency, call)
    const bytes = await file.readFile({ signal: call.signal })
    call.progress?.({ processed: stat.size, total: stat.size })
    return decodeImage(bytes, path)
  } finally {
    await file.close()
  }
}

async function writeSteps(
  file: FileHandle,
  bytes: Buffer,
  { call, latency, attempt }: FileJob,
): Promise<void> {
  const size = Math.ceil(bytes.length / steps)
  call.progress?.({ processed: 0, total: bytes.length })
  for (let done = 0; done < bytes.length; done += size) {
    call.signal?.throwIfAborted()
    await pause(latency, call)
    const chunk = bytes.subarray(done, done + size)
    await file.writeFile(chunk).catch(rethrow(`${attempt}: write failed`))
    call.progress?.({ processed: done + chunk.length, total: bytes.length })
  }
  call.signal?.throwIfAborted()
  await file.sync().catch(rethrow(`${attempt}: write failed`))
}

function rename(temporary: string, path: string, attempt: string): void {
  try {
    renameSync(temporary, path)
  } catch (cause) {
    rmSync(temporary, { force: true })
    throw systemError(`${attempt}: rename failed`, cause)
  }
}

function requirePlainFile(path: string, attempt: string): void {
  const there = statSync(path, { throwIfNoEntry: false })
  if (there && !there.isFile())
    throw refusal('OPERATION_FAILED', `${attempt}: it exists and is not a regular file`)
}

const rethrow =
  (attempt: string) =>
  (cause: unknown): never => {
    throw systemError(attempt, cause)
  }

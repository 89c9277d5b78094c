import { read as readCallback, realpathSync, write as writeCallback } from 'node:fs'
import { promisify } from 'node:util'
import { checkAbiStability, formatDomain, type DomainConfig } from '@virt/core/config'
import { VirtError, type JobCall, type RestoreFlags } from '@virt/core/driver'
import { accepted } from '../engine/claim.js'
import { fileError } from './file-error.js'
import { encodeHeader, encodeLength, unusable } from './image-header.js'
import { NewFile } from './new-file.js'
import { runsAfter, withImage, type SavedImage } from './saved-image.js'

const read = promisify(readCallback)
const write = promisify(writeCallback)
const chunk = 1024 * 1024

/** Give an image another description. It is copied, for a header that is overwritten could be torn; the copy takes its name. */
export function redefineImage(
  path: string,
  config: DomainConfig,
  flags: RestoreFlags,
  call: JobCall,
): Promise<void> {
  return withImage(path, async (image) => {
    checkAbiStability(image.config, config)
    const wanted = accepted(config)
    const { compression } = image.facts
    const state = runsAfter(image.facts, flags) ? 'running' : 'paused'
    const header = encodeHeader({ state, compression, domain: formatDomain(wanted) })
    const file = new NewFile(realpathSync(path))
    try {
      file.create(header)
      await copyStream(image, file, call)
      await file.finish(encodeLength(image.length))
      call.signal?.throwIfAborted()
      await file.commit()
    } catch (error) {
      file.discard()
      throw VirtError.is(error) || call.signal?.aborted
        ? error
        : fileError(`Failed to write file '${path}'`, error)
    }
  })
}

async function copyStream(image: SavedImage, file: NewFile, { signal, progress }: JobCall): Promise<void> {
  const { path, descriptor, offset, length } = image
  const buffer = Buffer.allocUnsafe(chunk)
  for (let done = 0; done < length;) {
    signal?.throwIfAborted()
    const { bytesRead } = await read(descriptor, buffer, 0, Math.min(chunk, length - done), offset + done)
    if (bytesRead === 0) throw unusable(path, 'it is not complete')
    const { bytesWritten } = await write(file.descriptor, buffer, 0, bytesRead, null)
    done += bytesWritten
    progress?.({ processed: done, total: length })
  }
}

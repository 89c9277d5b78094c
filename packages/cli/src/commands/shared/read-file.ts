import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { getSystemErrorMap } from 'node:util'
import type { Option } from '../../parser/command.js'
import { data } from '../../parser/options.js'
import { Failure } from '../../parser/failure.js'
import type { Session } from '../../session.js'
import { fileNames } from '../../shell/names.js'

const largest = 10 * 1024 * 1024

/** `<file>`. */
export const file = (help: string): Option<string> => data(help, { complete: fileNames })

/** A description that the user keeps in a file, a pipe or another thing that can be read. At most 10 MiB. */
export async function readDescription(path: string, session: Session): Promise<string> {
  try {
    return await readBounded(resolve(session.cwd, path), path, session.signal)
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown
    const isDirectory = (thrown as NodeJS.ErrnoException).code === 'EISDIR'
    const step = isDirectory ? 'read' : 'open'
    throw new Failure(`Failed to ${step} file '${path}': ${isDirectory ? 'Is a directory' : explain(thrown)}`)
  }
}

async function readBounded(path: string, shown: string, signal: AbortSignal): Promise<string> {
  const handle = await open(path)
  try {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of handle.createReadStream({ signal, autoClose: false })) {
      chunks.push(chunk as Buffer)
      size += (chunk as Buffer).length
      if (size > largest)
        throw new Failure(`Failed to read file '${shown}': Value too large for defined data type`)
    }
    return Buffer.concat(chunks).toString('utf8')
  } finally {
    await handle.close()
  }
}

/** The system's own sentence for what went wrong: `No such file or directory`. */
export function explain(thrown: unknown): string {
  const { errno, message } = thrown as NodeJS.ErrnoException
  const sentence = errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1]
  return sentence === undefined ? message : sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

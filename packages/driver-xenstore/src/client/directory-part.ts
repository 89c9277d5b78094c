import { VirtError } from '@virt/core/driver'
import { violation } from './errors.js'
import type { RequestOptions } from './options.js'
import type { Decode } from './pending-request.js'
import type { Ask } from './tree.js'

const mostAttempts = 10

interface Part {
  /** Changes with the directory. */
  readonly generation: string
  readonly length: number
  readonly text: string
}

const part: Decode<Part> = (bytes, start, end) => {
  const mark = bytes.indexOf(0, start)
  if (mark < 0 || mark >= end) throw violation('the store sends a part of a list without generation')
  const generation = bytes.toString('latin1', start, mark)
  return { generation, length: end - mark - 1, text: bytes.toString('latin1', mark + 1, end) }
}

/** List a node whose children do not fit one answer. When it changes meanwhile, from the beginning, a few times. */
export async function listInParts(
  ask: Ask,
  path: string,
  options: RequestOptions | undefined,
): Promise<string[]> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const names = await listOnce(ask, path, options)
    if (names) return names
  }
  throw new VirtError('RESOURCE_BUSY', `'${path}' changes faster than it can be listed`, {
    origin: 'XENSTORE',
  })
}

async function listOnce(
  ask: Ask,
  path: string,
  options: RequestOptions | undefined,
): Promise<string[] | undefined> {
  let listed = ''
  for (let generation: string | undefined; ;) {
    const text = `${path}\0${listed.length}\0`
    const next = await ask({ name: 'DIRECTORY_PART', subject: path, text, decode: part }, options)
    if (generation !== undefined && next.generation !== generation) return undefined
    generation = next.generation
    listed += next.text
    if (next.length === 0 || listed.endsWith('\0\0') || listed === '\0') return split(listed)
  }
}

/** Each name ends with NUL, and the list with one more. */
const split = (listed: string): string[] => listed.split('\0').filter((name) => name !== '')

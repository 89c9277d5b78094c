import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Emulator } from './emulator.js'
import type { Fingerprint } from './locate.js'

const format = 3

type Plain = Omit<Emulator, 'types' | 'options' | 'properties' | 'cpuFeatures'> & {
  readonly types: readonly string[]
  readonly cpuFeatures: readonly string[]
  readonly options: Rows
  readonly properties: Rows
}

type Rows = readonly (readonly [string, readonly string[]])[]

interface Entry {
  readonly format: number
  readonly binary: Fingerprint
  readonly emulator: Plain
}

/**
 * Probe results kept between runs, one JSON file per binary. A file that is torn, of another format, or of another
 * state of the binary is as good as none; a directory that cannot be written costs only speed.
 */
export class ProbeCache {
  readonly #directory: string

  constructor(directory: string) {
    this.#directory = directory
  }

  async read(binary: Fingerprint): Promise<Emulator | undefined> {
    try {
      const entry = JSON.parse(await readFile(this.#file(binary), 'utf8')) as Entry
      return entry.format === format && sameState(entry.binary, binary) ? revive(entry.emulator) : undefined
    } catch {
      return undefined
    }
  }

  /** A script may start another program tomorrow without changing itself, so its answers are not kept. */
  async write(binary: Fingerprint, emulator: Emulator): Promise<void> {
    const entry: Entry = { format, binary, emulator: plain(emulator) }
    const temporary = join(this.#directory, `.${randomUUID()}`)
    try {
      if (await isScript(binary.path)) return
      await mkdir(this.#directory, { recursive: true, mode: 0o700 })
      await writeFile(temporary, JSON.stringify(entry), { mode: 0o600 })
      await rename(temporary, this.#file(binary))
    } catch {
      await rm(temporary, { force: true }).catch(() => undefined)
    }
  }

  #file({ path }: Fingerprint): string {
    return join(this.#directory, `${createHash('sha256').update(path).digest('hex')}.json`)
  }
}

/** Whether nothing tells two looks at a binary apart. */
export function sameState(one: Fingerprint, other: Fingerprint): boolean {
  return one.path === other.path && one.size === other.size && one.mtime === other.mtime
}

function plain(emulator: Emulator): Plain {
  return {
    ...emulator,
    types: [...emulator.types],
    cpuFeatures: [...emulator.cpuFeatures],
    options: rowsOf(emulator.options),
    properties: rowsOf(emulator.properties),
  }
}

function revive(emulator: Plain): Emulator {
  return {
    ...emulator,
    types: new Set(emulator.types),
    cpuFeatures: new Set(emulator.cpuFeatures),
    options: setsOf(emulator.options),
    properties: setsOf(emulator.properties),
  }
}

function rowsOf(sets: Emulator['options']): Rows {
  return [...sets].map(([name, words]) => [name, [...words]])
}

function setsOf(rows: Rows): Emulator['options'] {
  return new Map(rows.map(([name, words]) => [name, new Set(words)]))
}

async function isScript(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer } = await file.read({ buffer: Buffer.alloc(2), length: 2 })
    return buffer.toString('latin1') === '#!'
  } finally {
    await file.close()
  }
}

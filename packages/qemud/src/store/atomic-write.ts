import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { bringsNames } from './brings-names.js'

/** A file whose new text is written, beside the old one that still counts. */
export interface StagedFile {
  /** Replace the old text: from now on the new one counts. */
  commit(): Promise<void>
  /** Leave everything as it was. */
  discard(): void
}

/** Make or replace a file so that after a power cut it holds the old text or the new one, whole. */
export async function writeDurably(path: string, text: string): Promise<void> {
  if (existsSync(path)) await (await stageDurably(path, text)).commit()
  else await writeFirst(path, text)
}

/** There is no old text to keep: so the new one and its name go to the disk together, and it is waited for once. */
async function writeFirst(path: string, text: string): Promise<void> {
  let name = temporaryBeside(path)
  const file = openSync(name, 'wx', 0o600)
  const written = (): void => {
    writeFileSync(file, text)
    renameSync(name, path)
    name = path
  }
  try {
    const directory = dirname(path)
    await Promise.all([synced(file, written), bringsNames(directory) || syncDirectory(directory)])
  } catch (error) {
    rmSync(name, { force: true })
    throw error
  }
}

/** The same in two steps, of which the first is the one that fails on a full disk. */
export async function stageDurably(path: string, text: string): Promise<StagedFile> {
  const temporary = temporaryBeside(path)
  const discard = (): void => rmSync(temporary, { force: true })
  try {
    await writeSynced(temporary, text)
  } catch (error) {
    discard()
    throw error
  }
  return { commit: () => replace(temporary, path), discard }
}

async function replace(temporary: string, path: string): Promise<void> {
  renameOrRemove(temporary, path)
  await syncDirectory(dirname(path))
}

/** Replace a file so that a killed process leaves the old text or the new one, whole. A power cut may lose it. */
export function writeQuickly(path: string, text: string): void {
  const temporary = temporaryBeside(path)
  try {
    writeFileSync(temporary, text, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  renameOrRemove(temporary, path)
}

/** Make the removal, addition or renaming of a directory's entries survive a power cut. */
export async function syncDirectory(directory: string): Promise<void> {
  await synced(openSync(directory, 'r'))
}

/** The disk is waited for in another thread, and nothing else is: each change of threads takes longer than a small write. */
async function writeSynced(path: string, text: string): Promise<void> {
  const file = openSync(path, 'wx', 0o600)
  await synced(file, () => writeFileSync(file, text))
}

const flushed = promisify(fsync)

async function synced(file: number, before: () => void = () => undefined): Promise<void> {
  try {
    before()
    await flushed(file)
  } finally {
    closeSync(file)
  }
}

function renameOrRemove(temporary: string, path: string): void {
  try {
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** Remove what a process that was killed meanwhile has left, as far as that can be done. Nobody else may be writing there. */
export function removeUnfinished(directory: string): void {
  const left = readdirSync(directory).filter((file) => unfinished.test(file))
  try {
    for (const file of left) rmSync(join(directory, file), { force: true })
  } catch {
    return
  }
}

const mark = randomBytes(6).toString('hex')
let writes = 0
const unfinished = /^\.[0-9a-f]{12}-\d+\.tmp$/

function temporaryBeside(path: string): string {
  return join(dirname(path), `.${mark}-${++writes}.tmp`)
}

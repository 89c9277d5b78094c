import { randomBytes } from 'node:crypto'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A file whose new text is written, beside the old one that still counts. */
export interface StagedFile {
  /** Replace the old text: from now on the new one counts. */
  commit(): Promise<void>
  /** Leave everything as it was. */
  discard(): Promise<void>
}

/** Replace a file so that after a power cut it holds the old text or the new one, whole. */
export async function writeDurably(path: string, text: string): Promise<void> {
  await (await stageDurably(path, text)).commit()
}

/** The same in two steps, of which the first is the one that fails on a full disk. */
export async function stageDurably(path: string, text: string): Promise<StagedFile> {
  const temporary = temporaryBeside(path)
  const discard = (): Promise<void> => rm(temporary, { force: true })
  try {
    await writeSynced(temporary, text)
  } catch (error) {
    await discard()
    throw error
  }
  return { commit: () => replace(temporary, path), discard }
}

async function replace(temporary: string, path: string): Promise<void> {
  try {
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncDirectory(dirname(path))
}

/** Replace a file so that a killed process leaves the old text or the new one, whole. A power cut may lose it. */
export function writeQuickly(path: string, text: string): void {
  const temporary = temporaryBeside(path)
  try {
    writeFileSync(temporary, text, { mode: 0o600, flag: 'wx' })
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** Make the removal, addition or renaming of a directory's entries survive a power cut. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function writeSynced(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function temporaryBeside(path: string): string {
  return join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`)
}

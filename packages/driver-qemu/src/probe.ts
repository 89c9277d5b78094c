import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { delimiter } from 'node:path'
import { systemSocket } from './system.js'

/** QEMU is here when an emulator is on PATH: the host's machines for root where their daemon listens, else the user's own. */
export async function probe(): Promise<string | undefined> {
  if (!(await hasEmulator())) return undefined
  return process.getuid?.() === 0 && existsSync(systemSocket) ? 'qemu:///system' : 'qemu:///session'
}

async function hasEmulator(): Promise<boolean> {
  const directories = (process.env.PATH ?? '').split(delimiter).filter((directory) => directory !== '')
  const listings = await Promise.all(directories.map((directory) => readdir(directory).catch(() => [])))
  return listings.flat().some((file) => file.startsWith('qemu-system-'))
}

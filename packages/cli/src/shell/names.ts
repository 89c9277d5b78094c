import { readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Session } from '../session.js'

/** Domains to propose; nothing when they cannot be listed. */
export async function domainNames(session: Session): Promise<readonly string[]> {
  const connection = await session.connection()
  return (await connection.listDomains(session.call)).map(({ name }) => name)
}

export async function networkNames(session: Session): Promise<readonly string[]> {
  const connection = await session.connection()
  return (await connection.listNetworks(session.call)).map(({ name }) => name)
}

/** Files of the working directory, or of the directory that was begun. */
export async function fileNames(session: Session, begun: string): Promise<readonly string[]> {
  const directory = begun.includes('/') ? dirname(`${begun}x`) : ''
  const entries = await readdir(resolve(session.cwd, directory), { withFileTypes: true })
  return entries.map((entry) => join(directory, entry.name) + (entry.isDirectory() ? '/' : ''))
}

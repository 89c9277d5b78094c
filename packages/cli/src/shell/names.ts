import { readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Completion } from '../parser/command.js'
import type { Session } from '../session.js'

interface Filter {
  readonly active?: boolean
}

/** Domains to propose; nothing when they cannot be listed. */
export const domainNames: Completion = domainsThat({})
export const activeDomainNames: Completion = domainsThat({ active: true })
export const inactiveDomainNames: Completion = domainsThat({ active: false })

export const networkNames: Completion = networksThat({})
export const activeNetworkNames: Completion = networksThat({ active: true })
export const inactiveNetworkNames: Completion = networksThat({ active: false })

function domainsThat(filter: Filter): Completion {
  return async (session) => {
    const connection = await session.connection()
    return (await connection.listDomains({ ...filter, ...session.call })).map(({ name }) => name)
  }
}

function networksThat(filter: Filter): Completion {
  return async (session) => {
    const connection = await session.connection()
    return (await connection.listNetworks({ ...filter, ...session.call })).map(({ name }) => name)
  }
}

/** Files of the working directory, or of the directory that was begun. */
export async function fileNames(session: Session, begun: string): Promise<readonly string[]> {
  const directory = begun.includes('/') ? dirname(`${begun}x`) : ''
  const entries = await readdir(resolve(session.cwd, directory), { withFileTypes: true })
  return entries.map((entry) => join(directory, entry.name) + (entry.isDirectory() ? '/' : ''))
}

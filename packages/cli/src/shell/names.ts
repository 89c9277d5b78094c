import { readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Connection } from '@virt/core'
import type { Completion } from '../parser/command.js'
import type { Session } from '../session.js'

/** Domains to propose; nothing when they cannot be listed. */
export const domainNames: Completion = namesOf((connection, call) => connection.listDomains(call))
export const activeDomainNames: Completion = namesOf((connection, call) =>
  connection.listDomains({ active: true, ...call }),
)
export const inactiveDomainNames: Completion = namesOf((connection, call) =>
  connection.listDomains({ active: false, ...call }),
)

export const networkNames: Completion = namesOf((connection, call) => connection.listNetworks(call))
export const activeNetworkNames: Completion = namesOf((connection, call) =>
  connection.listNetworks({ active: true, ...call }),
)
export const inactiveNetworkNames: Completion = namesOf((connection, call) =>
  connection.listNetworks({ active: false, ...call }),
)

function namesOf(
  list: (connection: Connection, call: Session['call']) => Promise<readonly { readonly name: string }[]>,
): Completion {
  return async (session) => (await list(await session.connection(), session.call)).map(({ name }) => name)
}

/** Files of the working directory, or of the directory that was begun. */
export async function fileNames(session: Session, begun: string): Promise<readonly string[]> {
  const directory = begun.includes('/') ? dirname(`${begun}x`) : ''
  const entries = await readdir(resolve(session.cwd, directory), { withFileTypes: true })
  return entries.map((entry) => join(directory, entry.name) + (entry.isDirectory() ? '/' : ''))
}

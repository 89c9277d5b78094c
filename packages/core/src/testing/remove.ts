import type { Connection } from '../front/connection.js'
import type { Domain } from '../front/domain.js'

/** Those of these names that are there. */
export async function existingDomains(
  connection: Connection,
  names: ReadonlySet<string>,
): Promise<readonly Domain[]> {
  return connection.supports('domains.list')
    ? (await connection.listDomains()).filter(({ name }) => names.has(name))
    : found(names, (name) => connection.lookupDomainByName(name))
}

/** Whatever these names have become meanwhile. */
export async function removeDomains(connection: Connection, names: ReadonlySet<string>): Promise<void> {
  const mine = await existingDomains(connection, names)
  await Promise.all(
    mine.map(async (domain) => {
      await domain.destroy().catch(ignore)
      await domain.undefine({ managedSave: true, snapshotsMetadata: true, nvram: true }).catch(ignore)
    }),
  )
}

export async function removeNetworks(connection: Connection, names: ReadonlySet<string>): Promise<void> {
  const mine = connection.supports('networks.list')
    ? (await connection.listNetworks()).filter(({ name }) => names.has(name))
    : await found(names, (name) => connection.lookupNetworkByName(name))
  await Promise.all(
    mine.map(async (network) => {
      await network.destroy().catch(ignore)
      await network.undefine().catch(ignore)
    }),
  )
}

const ignore = (): undefined => undefined

async function found<T>(names: ReadonlySet<string>, lookup: (name: string) => Promise<T>): Promise<T[]> {
  const answers = await Promise.all([...names].map((name) => lookup(name).catch(ignore)))
  return answers.filter((answer) => answer !== undefined)
}

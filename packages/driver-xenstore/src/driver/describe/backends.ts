import type { Call } from '@virt/core/driver'
import type { XenStoreClient } from '../../client/client.js'
import type { Resident } from '../resident.js'
import { lineOf } from '../values.js'

/** The nodes of one device's back end, as lines of text; what is no such line is left out. */
export type Backend = Readonly<Partial<Record<string, string>>>

/** A device of a domain: the name of its directory, and its back end. */
export interface BackendDevice {
  readonly kind: string
  readonly name: string
  readonly nodes: Backend
}

/** More than any domain has: a guest that makes thousands of nodes does not get them all read. */
const mostDevices = 256

/**
 * The devices of these kinds, by their back ends in the control domain, which guests cannot write. Three round trips,
 * however many there are.
 */
export async function backendsOf(
  client: XenStoreClient,
  { id }: Resident,
  kinds: readonly string[],
  wanted: readonly string[],
  call: Call,
): Promise<BackendDevice[]> {
  const listed = await Promise.all(
    kinds.map(async (kind) => {
      const names = await client.tryDirectory(`/local/domain/0/backend/${kind}/${id}`, call)
      return names.slice(0, mostDevices).map((name) => ({ kind, name }))
    }),
  )
  return Promise.all(
    listed.flat().map(async ({ kind, name }) => {
      const path = `/local/domain/0/backend/${kind}/${id}/${name}`
      return { kind, name, nodes: await readNodes(client, path, wanted, call) }
    }),
  )
}

async function readNodes(
  client: XenStoreClient,
  path: string,
  wanted: readonly string[],
  call: Call,
): Promise<Backend> {
  const values = await Promise.all(wanted.map((name) => client.tryRead(`${path}/${name}`, call)))
  return Object.fromEntries(
    wanted.flatMap((name, index) => {
      const value = lineOf(values[index])
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

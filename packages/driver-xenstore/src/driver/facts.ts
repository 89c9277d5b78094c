import type { Call } from '@virt/core/driver'
import type { XenStoreClient } from '../client/client.js'
import { nodeOf, type Resident } from './resident.js'
import { lineOf, numberOf } from './values.js'

/** What the store says of a domain's memory, in KiB, and processors; absent where it says nothing. */
export interface Facts {
  readonly maximum: number | undefined
  readonly target: number | undefined
  readonly vcpus: { readonly current: number; readonly maximum: number } | undefined
}

/** All in one round trip, and one more for processors. */
export async function factsOf(client: XenStoreClient, resident: Resident, call: Call): Promise<Facts> {
  const number = async (...names: string[]): Promise<number | undefined> =>
    numberOf(await client.tryRead(nodeOf(resident, ...names), call))
  const [limit, target, vcpus] = await Promise.all([
    number('memory', 'static-max'),
    number('memory', 'target'),
    vcpusOf(client, resident, call),
  ])
  const maximum = limit ?? target
  return { maximum, target: target ?? maximum, vcpus }
}

async function vcpusOf(client: XenStoreClient, resident: Resident, call: Call): Promise<Facts['vcpus']> {
  const names = await client.tryDirectory(nodeOf(resident, 'cpu'), call)
  const numbers = names.filter((name) => /^\d{1,5}$/.test(name))
  const states = await Promise.all(
    numbers.map((name) => client.tryRead(nodeOf(resident, 'cpu', name, 'availability'), call)),
  )
  const current = states.filter((state) => state !== 'offline').length
  return numbers.length === 0 ? undefined : { current: Math.max(current, 1), maximum: numbers.length }
}

/** `linux` where the store does not say, as the original has it. */
export async function osTypeOf(client: XenStoreClient, { vm }: Resident, call: Call): Promise<string> {
  const type = vm && lineOf(await client.tryRead(`${vm}/image/ostype`, call))
  return type !== undefined && /^[a-z]{1,16}$/.test(type) ? type : 'linux'
}

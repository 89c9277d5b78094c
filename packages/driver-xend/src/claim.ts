import { type Call, type DomainRef, VirtError } from '@virt/core/driver'
import type { Facts } from './protocol/facts.js'
import type { XendHost } from './xend-host.js'

/**
 * The domain that has this name and uuid already, if there is one. DOM_EXIST when the name or the uuid belongs to
 * another: xend takes a second domain of a name as long as the first is off.
 */
export async function claim(
  { inventory }: XendHost,
  wanted: DomainRef,
  call: Call,
): Promise<Facts | undefined> {
  const { name, uuid } = wanted
  const [namesake, same] = await Promise.all([
    inventory.byName(name, call).catch(unknown),
    inventory.byUuid(uuid, call).catch(unknown),
  ])
  if (namesake && namesake.uuid !== uuid)
    throw taken(`domain '${name}' already exists with uuid ${namesake.uuid}`)
  if (same && same.name !== name)
    throw taken(`domain '${name}' is already defined with uuid ${uuid}: its name is '${same.name}'`)
  return same ?? namesake
}

const taken = (detail: string): VirtError => new VirtError('DOM_EXIST', detail, { origin: 'XEND' })

function unknown(thrown: unknown): undefined {
  if (VirtError.is(thrown) && thrown.code === 'NO_DOMAIN') return undefined
  throw thrown
}

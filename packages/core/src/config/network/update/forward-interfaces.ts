import type { Draft } from '../../rules/draft.js'
import type { NetworkConfig } from '../network.js'
import { invalid, placesOf, unlessEmpty, updatedMembers } from './members.js'
import type { SectionUpdate } from './network-update.js'

/** Interfaces go by their devices. The first one is also the `dev` of the forward element. */
export function updateForwardInterface(
  network: Draft<NetworkConfig>,
  { command, value }: SectionUpdate<'forward-interface'>,
): void {
  const { name, forward } = network
  if (!forward) throw invalid(`network '${name}' has no <forward> to change`)
  const { dev: _, interfaces: all = [], ...rest } = forward
  const found = placesOf(all, ({ dev }) => dev === value.dev)
  refuseBusy(all[found[0] ?? -1], command === 'delete', name)
  const element = `<interface dev='${value.dev}'>`
  const interfaces = updatedMembers({
    all,
    found,
    command,
    value,
    complaints: {
      exists: `there is an existing interface entry in network '${name}' that matches "${element}"`,
      missing: `couldn't find an interface entry in network '${name}' matching ${element}`,
      fixed: 'forward interface entries cannot be modified, only added or deleted',
    },
  })
  network.forward = { ...rest, interfaces: unlessEmpty(interfaces) }
}

function refuseBusy(
  taken: { readonly dev: string; readonly connections?: number } | undefined,
  deleting: boolean,
  network: string,
): void {
  if (deleting && taken?.connections)
    throw invalid(
      `unable to delete interface '${taken.dev}' in network '${network}'. It is currently being used by ${taken.connections} domains.`,
    )
}

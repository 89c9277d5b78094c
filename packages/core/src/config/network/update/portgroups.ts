import type { Draft } from '../../rules/draft.js'
import type { NetworkConfig } from '../network.js'
import { invalid, placesOf, unlessEmpty, updatedMembers } from './members.js'
import type { SectionUpdate } from './network-update.js'

/** Port groups go by their names. */
export function updatePortGroup(
  network: Draft<NetworkConfig>,
  { command, value }: SectionUpdate<'portgroup'>,
): void {
  const all = network.portgroups ?? []
  const found = placesOf(all, ({ name }) => name === value.name)
  const element = `<portgroup name='${value.name}'>`
  const groups = updatedMembers({
    all,
    found,
    command,
    value,
    complaints: {
      exists: `there is an existing portgroup entry in network '${network.name}' that matches "${element}"`,
      missing: `couldn't find a portgroup entry in network '${network.name}' matching ${element}`,
    },
  })
  if (groups.filter((group) => group.default).length > 1)
    throw invalid(
      `a different portgroup entry in network '${network.name}' is already set as the default. Only one default is allowed.`,
    )
  network.portgroups = unlessEmpty(groups)
}

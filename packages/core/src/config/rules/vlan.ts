import { xmlError } from '../codec/errors.js'
import type { Vlan } from '../network/common.js'

/** `virNetDevVlanParse`: more than one tag, or a native one, makes a trunk. */
export function completeVlan(vlan: Vlan): Vlan {
  const { trunk, tags = [], ...rest } = vlan
  if (tags.length === 0)
    throw xmlError("missing tag id - each <vlan> must have at least one <tag id='n'/> subelement", 'NETWORK')
  const native = tags.filter(({ nativeMode }) => nativeMode !== undefined)
  if (native.length > 1) throw xmlError('duplicate native vlan setting', 'NETWORK')
  const needed = tags.length > 1 || native.length > 0
  if (needed && trunk === false)
    throw xmlError(
      "invalid \"trunk='no'\" in <vlan> - trunk='yes' is required for more than one vlan tag",
      'NETWORK',
    )
  return { ...rest, ...((needed || trunk) && { trunk: true }), tags }
}

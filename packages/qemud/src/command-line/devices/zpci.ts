import { zpciDevices, zpciOf } from '../addresses/zpci.js'
import { jsonOption } from '../options.js'
import { model, type Plan } from '../plan.js'

/** What makes a PCI device one that a guest on s390x can find; it has to be there first. */
export function zpciOptions(plan: Plan): readonly string[] {
  if (plan.family.name !== 'ccw') return []
  return zpciDevices(plan.config.devices ?? {}).flatMap(({ alias, address }) => {
    const { uid, fid } = zpciOf(address) ?? {}
    return jsonOption('-device', {
      driver: model(plan, 'zpci'),
      uid,
      fid,
      target: alias,
      id: `zpci${uid ?? 0}`,
    })
  })
}

import { usbPlace } from '../address.js'
import { jsonOption } from '../options.js'
import { model, type Plan } from '../plan.js'

/** Hubs, before the devices that are plugged into them. */
export function hubOptions(plan: Plan): readonly string[] {
  return (plan.config.devices?.hubs ?? []).flatMap(({ alias: id, address }) =>
    jsonOption('-device', { driver: model(plan, 'usb-hub'), id, ...usbPlace(plan, address) }),
  )
}

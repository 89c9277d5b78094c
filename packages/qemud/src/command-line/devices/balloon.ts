import type { QmpRequest } from '../../qmp/commands.js'
import { addressProperties } from '../address.js'
import { jsonOption } from '../options.js'
import type { Plan } from '../plan.js'
import { virtioModel, virtioOptions } from '../virtio.js'

/** The balloon. */
export function balloonOptions(plan: Plan): readonly string[] {
  const balloon = plan.config.devices?.memballoon
  if (!balloon || balloon.model === 'none' || balloon.model === 'xen') return []
  return jsonOption('-device', {
    driver: virtioModel(plan, 'virtio-balloon', balloon.model, balloon.address),
    ...virtioOptions(balloon.driver),
    id: balloon.alias,
    'acpi-index': balloon.acpi?.index,
    'deflate-on-oom': balloon.autodeflate,
    'free-page-reporting': balloon.freePageReporting,
    ...addressProperties(plan, balloon.address),
  })
}

/** The balloon's target when the domain starts with less than its memory, and the period of its figures. */
export function balloonSetup({ config }: Plan): readonly QmpRequest[] {
  const { memory, currentMemory = memory, devices } = config
  const balloon = devices?.memballoon
  if (!balloon || balloon.model === 'none') return []
  const { alias = '', stats } = balloon
  const polling = {
    path: `/machine/peripheral/${alias}`,
    property: 'guest-stats-polling-interval',
    value: stats?.period,
  }
  return [
    ...(currentMemory < memory ? [{ execute: 'balloon', arguments: { value: currentMemory * 1024 } }] : []),
    ...(stats?.period ? [{ execute: 'qom-set', arguments: polling }] : []),
  ]
}

import type { ControllerConfig, DiskConfig } from '@virt/core/config'
import type { Rule } from './rule.js'

/** The places that a bus does not have. */
export function placeRules(
  { target, address }: DiskConfig,
  controllers: readonly ControllerConfig[],
): readonly Rule[] {
  const limits = ends[target.bus ?? '']
  if (!limits || address?.type !== 'drive') return []
  const lsi = controllers.some(
    ({ type, model, index = 0 }) =>
      type === 'scsi' && model === 'lsilogic' && index === (address.controller ?? 0),
  )
  return [
    ...limits.map(([part, last, detail]): Rule => [(address[part] ?? 0) > last, detail]),
    [target.bus === 'scsi' && lsi && address.target, "target must be 0 for controller model 'lsilogic'"],
  ]
}

type Limit = readonly [part: 'controller' | 'bus' | 'target' | 'unit', last: number, detail: string]

const ends: Readonly<Record<string, readonly Limit[]>> = {
  ide: [
    ['controller', 0, 'Only 1 IDE controller is supported'],
    ['target', 0, 'target must be 0 for ide controller'],
  ],
  fdc: [
    ['controller', 0, 'Only 1 fdc controller is supported'],
    ['bus', 0, 'Only 1 fdc bus is supported'],
    ['target', 0, 'target must be 0 for controller fdc'],
    ['unit', 1, 'Only 2 fdc units are supported'],
  ],
  sata: [
    ['bus', 0, 'bus must be 0 for sata controller'],
    ['target', 0, 'target must be 0 for sata controller'],
  ],
  scsi: [['bus', 0, 'bus must be 0 for scsi controller']],
}

import { choice, integer } from './arguments.js'
import { domain } from './common-arguments.js'
import type { Rows } from './operations.js'
import { pmSuspendTargets, type PowerManagementOperations } from './power-management.js'
import { change } from './traits.js'

/** A guest's sleep. */
export const powerManagementRows: Rows<`domains.${keyof PowerManagementOperations}`> = {
  'domains.pmSuspendForDuration': change([
    domain,
    choice('target', pmSuspendTargets),
    integer('duration', 0),
  ]),
  'domains.pmWakeup': change([domain]),
}

import { lifecycleActions } from '../config/domain/domain.js'
import { choice } from './arguments.js'
import { affected, domain } from './common-arguments.js'
import type { Rows } from './operations.js'
import { lifecycles, type PolicyOperations } from './policy.js'
import { change, query } from './traits.js'

/** The end of a domain's run, and its control. */
export const policyRows: Rows<`domains.${keyof PolicyOperations}`> = {
  'domains.setLifecycleAction': change([
    domain,
    choice('type', lifecycles),
    choice('action', lifecycleActions),
    affected,
  ]),
  'domains.controlInfo': query([domain]),
}

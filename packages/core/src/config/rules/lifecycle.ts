import { xmlError } from '../codec/errors.js'
import type { DomainConfig } from '../domain/domain.js'
import type { Draft } from './draft.js'

export function completeLifecycle(domain: Draft<DomainConfig>): void {
  domain.onPoweroff ??= 'destroy'
  domain.onReboot ??= 'restart'
  domain.onCrash ??= 'destroy'
  for (const action of [domain.onPoweroff, domain.onReboot])
    if (action.startsWith('coredump')) throw xmlError(`unknown lifecycle action ${action}`, 'DOMAIN')
}

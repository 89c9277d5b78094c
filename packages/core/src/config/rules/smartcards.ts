import { xmlError } from '../codec/errors.js'
import type { CcidAddress } from '../devices/address.js'
import type { SmartcardConfig } from '../devices/smartcard.js'
import type { DomainConfig } from '../domain/domain.js'
import type { Draft } from './draft.js'

/** Each gets a slot of the first reader unless it says which. */
export function completeSmartcards(domain: Draft<DomainConfig>): void {
  const smartcards = domain.devices?.smartcards
  if (smartcards === undefined) return
  const done: SmartcardConfig[] = []
  for (const smartcard of smartcards) {
    check(smartcard)
    done.push(smartcard.address ? smartcard : { ...smartcard, address: nextSlot(done) })
  }
  domain.devices = { ...domain.devices, smartcards: done }
}

function nextSlot(others: readonly SmartcardConfig[]): CcidAddress {
  const slots = others.flatMap(({ address }) =>
    address?.type === 'ccid' && (address.controller ?? 0) === 0 ? [(address.slot ?? 0) + 1] : [],
  )
  return { type: 'ccid', controller: 0, slot: Math.max(0, ...slots) }
}

function check({ mode, certificates, type }: SmartcardConfig): void {
  if (mode === 'host-certificates' && certificates?.length !== 3)
    throw xmlError('host-certificates mode needs exactly three certificates', 'DOMAIN')
  if (mode === 'passthrough' && type === undefined)
    throw xmlError('passthrough mode requires a character device type attribute', 'DOMAIN')
}

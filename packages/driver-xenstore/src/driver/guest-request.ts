import type { XenStoreClient } from '../client/client.js'
import type { RequestOptions } from '../client/options.js'
import type { XenStoreTransaction } from '../client/transaction.js'
import { noDomain, refusal } from './errors.js'
import { controlUuid, nodeOf, type ActiveDomain } from './resident.js'
import { uuidOf } from './values.js'

/** What a guest can be asked through `control/shutdown`. */
export type GuestRequest = 'poweroff' | 'halt' | 'reboot' | 'suspend'

/**
 * Ask a guest. It may say beforehand that it does not react: with `0` in its `control/feature-...`; then
 * OPERATION_UNSUPPORTED, and it is not asked. Nothing, or an empty node, says neither: it is asked.
 */
export function askGuest(
  client: XenStoreClient,
  resident: ActiveDomain,
  request: GuestRequest,
  options: RequestOptions = {},
): Promise<void> {
  if (resident.id === 0)
    throw refusal('OPERATION_INVALID', `the control domain cannot be asked for ${request} through the store`)
  return change(client, resident, options, async (transaction) => {
    const feature = await transaction.tryRead(nodeOf(resident, 'control', `feature-${request}`))
    if (feature === '0')
      throw refusal(
        'OPERATION_UNSUPPORTED',
        `the guest of domain '${resident.name}' does not react to ${request}`,
      )
    await transaction.write(nodeOf(resident, 'control', 'shutdown'), request)
  })
}

/** Change nodes of a domain, if it is still the one that is meant: its id may have become another's. */
export function change(
  client: XenStoreClient,
  resident: ActiveDomain,
  options: RequestOptions,
  body: (transaction: XenStoreTransaction) => Promise<void>,
): Promise<void> {
  return client.transaction(async (transaction) => {
    const vm = await transaction.tryRead(nodeOf(resident, 'vm'))
    const uuid = vm === undefined ? controlUuid : uuidOf(vm)
    if (uuid !== resident.uuid) throw noDomain(`no domain with matching uuid '${resident.uuid}'`)
    await body(transaction)
  }, options)
}

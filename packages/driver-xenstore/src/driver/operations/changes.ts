import {
  shutdownModesOf,
  type AffectFlags,
  type Call,
  type DomainOperations,
  type DomainRef,
  type ShutdownFlags,
} from '@virt/core/driver'
import type { XenStoreClient } from '../../client/client.js'
import type { XenStoreTransaction } from '../../client/transaction.js'
import { refusal } from '../errors.js'
import { factsOf } from '../facts.js'
import { askGuest, change } from '../guest-request.js'
import type { Life } from '../life.js'
import { nodeOf, type Resident } from '../resident.js'
import type { Residents } from '../residents.js'

/** KiB below which the original refuses: for a guest, and for the control domain. */
const leastMemory = { guest: 64 * 1024, control: 128 * 1024 } as const

/** What is done by writing to the store. */
export function changeOperations(
  client: XenStoreClient,
  residents: Residents,
  life: Life,
): Pick<DomainOperations, 'shutdown' | 'reboot' | 'setMemory' | 'setVcpus'> {
  const ask =
    (request: 'poweroff' | 'reboot') =>
    async ({ uuid }: DomainRef, flags: ShutdownFlags, call: Call): Promise<void> => {
      shutdownModesOf(flags, ['paravirt'], 'XENSTORE')
      const resident = await residents.byUuid(uuid, call)
      await askGuest(client, resident, request, call)
      life.asked(resident, request)
    }
  return {
    shutdown: ask('poweroff'),
    reboot: ask('reboot'),

    setMemory: async ({ uuid }, memory, flags, call) => {
      const resident = await residents.byUuid(uuid, call)
      refuseDefinition(resident, flags)
      const { maximum = Infinity } = await factsOf(client, resident, call)
      checkMemory(resident, memory, maximum)
      await change(client, resident, call, (transaction) =>
        transaction.write(nodeOf(resident, 'memory', 'target'), `${memory}`),
      )
    },

    setVcpus: async ({ uuid }, count, flags, call) => {
      const resident = await residents.byUuid(uuid, call)
      refuseDefinition(resident, flags)
      if (flags.maximum)
        throw refusal('NO_SUPPORT', 'the store does not decide how many vcpus a domain may have')
      const { vcpus } = await factsOf(client, resident, call)
      if (!vcpus) throw refusal('NO_SUPPORT', `the store knows no vcpus of domain '${resident.name}'`)
      if (count > vcpus.maximum)
        throw refusal('INVALID_ARG', `domain '${resident.name}' cannot have more than ${vcpus.maximum} vcpus`)
      await change(client, resident, call, (transaction) => bringUp(transaction, resident, count))
    },
  }
}

/** The guest takes its vcpus up and down as these nodes say. */
async function bringUp(transaction: XenStoreTransaction, resident: Resident, count: number): Promise<void> {
  const names = await transaction.directory(nodeOf(resident, 'cpu'))
  await Promise.all(
    names.map((name) =>
      transaction.write(
        nodeOf(resident, 'cpu', name, 'availability'),
        Number(name) < count ? 'online' : 'offline',
      ),
    ),
  )
}

/** The store has no definitions; another channel may. */
function refuseDefinition({ name }: Resident, { config = false }: AffectFlags): void {
  if (config) throw refusal('NO_SUPPORT', `the store has no definition of domain '${name}'`)
}

function checkMemory({ id, name }: Resident, memory: number, maximum: number): void {
  const least = id === 0 ? leastMemory.control : leastMemory.guest
  if (memory < least)
    throw refusal('INVALID_ARG', `domain '${name}' cannot have less than ${least} KiB, not ${memory}`)
  if (memory > maximum)
    throw refusal('INVALID_ARG', `domain '${name}' cannot have more than ${maximum} KiB, not ${memory}`)
}

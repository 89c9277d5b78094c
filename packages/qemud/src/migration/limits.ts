import { VirtError, type Call, type MigrationOperations } from '@virt/core/driver'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import { saveRuntime } from '../engine/runtime.js'
import { limitSpeed } from './transfer.js'

/** Milliseconds: QEMU's own limit. */
const longestDowntime = 2_000_000

type Limits = Pick<
  MigrationOperations,
  'migrateMaxSpeed' | 'migrateSetMaxSpeed' | 'migrateMaxDowntime' | 'migrateSetMaxDowntime'
>

/** None of them waits for its turn: they are for a migration that has it. */
export function limitOperations(context: EngineContext): Limits {
  const { domains } = context
  return {
    migrateMaxSpeed: async (ref) => domains.get(ref).running().migrationSpeed,
    migrateSetMaxSpeed: async (ref, bandwidth, call) =>
      setMaxSpeed(context, domains.get(ref), bandwidth, call),
    migrateMaxDowntime: async (ref, call) => {
      const { monitor } = domains.get(ref).running()
      return (await monitor.execute('query-migrate-parameters', {}, call))['downtime-limit']
    },
    migrateSetMaxDowntime: async (ref, downtime, call) => {
      const { monitor } = domains.get(ref).running()
      if (downtime > longestDowntime)
        throw new VirtError('INVALID_ARG', `downtime must be at most ${longestDowntime} ms`, {
          origin: 'QEMU',
        })
      await monitor.execute('migrate-set-parameters', { 'downtime-limit': downtime }, call)
    },
  }
}

async function setMaxSpeed(
  context: EngineContext,
  domain: ManagedDomain,
  bandwidth: number,
  call: Call,
): Promise<void> {
  const guest = domain.running()
  guest.migrationSpeed = bandwidth
  saveRuntime(context, domain, guest)
  if (domain.job?.info.operation === 'migrationOut') await limitSpeed(guest.monitor, bandwidth, call)
}

import { equal, refused } from '../expect.js'
import { type Rule, rule } from '../rule.js'

const cancelled = rule(
  'a migration that is prepared and cancelled leaves nothing behind, and cannot be finished any more',
  ['domains.migratePrepare', 'domains.migrateFinish', 'domains.list'],
  async (context) => {
    const { connection } = context
    const before = await connection.numOfDomains()
    const config = context.config()
    const { cookie } = await connection.migratePrepare(config)
    const domain = await connection.lookupDomainByName(config.name)
    await domain.migrateFinish({ cookie, cancelled: true })
    equal(await connection.numOfDomains(), before, 'how many domains are active')
    await refused(domain.migrateFinish({ cookie }), 'NO_DOMAIN', 'migrateFinish')
  },
)

const limited = rule(
  'a limit that is set for the migrations of a running domain is the one that is told',
  [
    'domains.migrateMaxSpeed',
    'domains.migrateSetMaxSpeed',
    'domains.migrateMaxDowntime',
    'domains.migrateSetMaxDowntime',
  ],
  async (context) => {
    const domain = await context.running()
    equal(await domain.migrateMaxSpeed(), 0, 'the speed of a domain that was never limited')
    for (const speed of [10 * 1024 * 1024, 0]) {
      await domain.migrateSetMaxSpeed(speed)
      equal(await domain.migrateMaxSpeed(), speed, 'the speed')
    }
    await domain.migrateSetMaxDowntime(457)
    equal(await domain.migrateMaxDowntime(), 457, 'the downtime')
    await refused(domain.migrateSetMaxDowntime(Number.MAX_SAFE_INTEGER), 'INVALID_ARG', 'an endless downtime')
    equal(await domain.migrateMaxDowntime(), 457, 'the downtime after that was refused')
  },
)

export const migrationRules: readonly Rule[] = [cancelled, limited]

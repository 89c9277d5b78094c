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

export const migrationRules: readonly Rule[] = [cancelled]

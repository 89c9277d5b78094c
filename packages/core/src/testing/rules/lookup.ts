import type { Domain } from '../../front/domain.js'
import { equal, refused } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { reference } from '../shapes.js'

const sameDomain = (seen: Domain, expected: Domain): void => {
  reference(seen, expected.id !== undefined)
  equal([seen.name, seen.uuid], [expected.name, expected.uuid], 'what was found')
}

export const lookupRules: readonly Rule[] = [
  rule(
    'domains.lookupByName finds the domain of that name, and its id only while it is active',
    ['domains.lookupByName'],
    async (context) => {
      const { connection } = context
      for (const domain of await context.inEachState())
        sameDomain(await connection.lookupDomainByName(domain.name), domain)
    },
  ),
  rule(
    'domains.lookupByUuid finds the domain of that uuid, however it is spelt',
    ['domains.lookupByUuid'],
    async (context) => {
      const { connection } = context
      const domain = await context.domain()
      const { uuid } = domain
      for (const spelling of [uuid, uuid.toUpperCase(), uuid.replaceAll('-', '')])
        sameDomain(await connection.lookupDomainByUuid(spelling), domain)
    },
  ),
  rule('domains.lookupById finds an active domain by its number', ['domains.lookupById'], async (context) => {
    const { connection } = context
    const domain = await context.running()
    const found = await connection.lookupDomainById(domain.id ?? -1)
    sameDomain(found, domain)
    equal(found.id, domain.id, 'its id')
  }),
  rule(
    'domains.lookupById of a domain that was destroyed is NO_DOMAIN',
    ['domains.lookupById', 'domains.destroy'],
    async (context) => {
      const domain = await context.running()
      const id = domain.id ?? -1
      await domain.destroy()
      await refused(context.connection.lookupDomainById(id), 'NO_DOMAIN', 'looking up its old id')
    },
  ),
  rule(
    'two active domains have different ids',
    ['domains.lookupById', 'domains.define', 'domains.start'],
    async (context) => {
      if (context.limits.runningGuests < 2) return
      const [one, two] = [await context.running(), await context.running()]
      equal(one.id === two.id, false, 'whether both have the same id')
    },
  ),
]

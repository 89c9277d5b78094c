import { equal } from '../expect.js'
import { type Rule, rule } from '../rule.js'

export const autostartRules: readonly Rule[] = [
  rule(
    'domains.setAutostart is what domains.autostart and the listing say',
    ['domains.setAutostart', 'domains.autostart', 'domains.define', 'domains.list'],
    async (context) => {
      const domain = await context.define()
      equal(await domain.autostart(), false, 'whether a new domain starts with the host')
      for (const wanted of [true, true, false]) {
        await domain.setAutostart(wanted)
        const row = (await context.connection.listDomains()).find(({ uuid }) => uuid === domain.uuid)
        equal(
          [await domain.autostart(), row?.autostarts],
          [wanted, wanted],
          'whether it does, alone and in the listing',
        )
      }
    },
  ),
  rule(
    'domains.autostart is forgotten with the definition, and kept by a new one',
    ['domains.setAutostart', 'domains.autostart', 'domains.define', 'domains.undefine'],
    async (context) => {
      const config = context.config()
      const domain = await context.connection.defineDomain(config)
      await domain.setAutostart(true)
      await context.connection.defineDomain(config)
      equal(await domain.autostart(), true, 'whether it starts with the host after a new definition')
      await domain.undefine()
      await context.connection.defineDomain(config)
      equal(await domain.autostart(), false, 'whether it does after it was undefined and defined')
    },
  ),
]

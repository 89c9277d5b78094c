import { equal, expect, refused, show } from '../expect.js'
import { type Rule, rule } from '../rule.js'

export const schedulerRules: readonly Rule[] = [
  rule('domains.schedulerType is a name', ['domains.schedulerType'], async (context) => {
    const type = await (await context.running()).schedulerType()
    expect(typeof type === 'string' && type !== '', `it is ${show(type)}`)
  }),
  rule('domains.schedulerParameters are numbers', ['domains.schedulerParameters'], async (context) => {
    const parameters = await (await context.running()).schedulerParameters()
    for (const [name, value] of Object.entries(parameters))
      expect(typeof value === 'number', `'${name}' is ${show(value)}`)
  }),
  rule(
    'domains.setSchedulerParameters changes the named ones, and no other',
    ['domains.setSchedulerParameters', 'domains.schedulerParameters'],
    async (context) => {
      const domain = await context.running()
      const before = await domain.schedulerParameters()
      const [name] = Object.keys(before)
      if (name === undefined) return
      for (const value of [(before[name] ?? 0) + 1, before[name] ?? 0]) {
        await domain.setSchedulerParameters({ [name]: value })
        equal(await domain.schedulerParameters(), { ...before, [name]: value }, 'the parameters')
      }
    },
  ),
  rule(
    'domains.setSchedulerParameters with an unknown name is INVALID_ARG',
    ['domains.setSchedulerParameters'],
    async (context) => {
      const domain = await context.running()
      await refused(domain.setSchedulerParameters({ kit_no_such: 1 }), 'INVALID_ARG', 'setting it')
    },
  ),
]

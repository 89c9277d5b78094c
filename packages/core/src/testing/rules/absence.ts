import { type OperationName, operationNames } from '../../contract/operations.js'
import type { RuleContext } from '../context.js'
import { equal, expect, refused, show } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { type Cast, samples, strangers } from '../samples.js'

const unsupported = rule(
  'an operation that is absent answers NO_SUPPORT, naming operation and driver',
  [],
  async (context) => {
    const cast = await strangers(context, context.connection)
    for (const name of operationNames)
      if (name !== 'host.type' && !context.connection.supports(name))
        await answersNoSupport(context, name, cast)
  },
)

async function answersNoSupport({ connection }: RuleContext, name: OperationName, cast: Cast): Promise<void> {
  const error = await refused(samples[name](cast), 'NO_SUPPORT', name)
  equal(error.operation, name, 'the operation of the error')
  const { driver = '' } = error
  const drivers = connection.channels.map((channel) => channel.driver)
  expect(
    drivers.some((each) => driver.includes(each)),
    `the driver of the error of ${name} is ${show(driver)}, none of ${show(drivers)}`,
  )
}

const typeless: Rule = {
  name: 'host.type, which is absent, answers with the name of the driver',
  operations: [],
  absent: 'host.type',
  run: async ({ connection }) => {
    const drivers = connection.channels.map(({ driver }) => driver)
    const type = await connection.type()
    expect(drivers.includes(type), `the type is ${show(type)}, none of ${show(drivers)}`)
  },
}

/** What is not there says so; only a connection's type has another answer. */
export const absenceRules: readonly Rule[] = [unsupported, typeless]

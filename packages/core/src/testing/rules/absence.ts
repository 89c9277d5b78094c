import { type OperationName, operationNames } from '../../contract/operations.js'
import { equal, expect, refused, show } from '../expect.js'
import type { Rule } from '../rule.js'
import { samples, strangers } from '../samples.js'

function answersNoSupport(name: OperationName): Rule {
  return {
    name: `${name}, which is absent, answers NO_SUPPORT, naming operation and driver`,
    operations: [],
    absent: name,
    run: async (context) => {
      const cast = await strangers(context, context.connection)
      const error = await refused(samples[name](cast), 'NO_SUPPORT', name)
      equal(error.operation, name, 'the operation of the error')
      const { driver = '' } = error
      const drivers = context.connection.channels.map((channel) => channel.driver)
      expect(
        drivers.some((each) => driver.includes(each)),
        `the driver of the error is ${show(driver)}, none of ${show(drivers)}`,
      )
    },
  }
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
export const absenceRules: readonly Rule[] = operationNames.map((name) =>
  name === 'host.type' ? typeless : answersNoSupport(name),
)

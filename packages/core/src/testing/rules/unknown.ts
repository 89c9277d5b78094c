import { type OperationName, operationNames, operations } from '../../contract/operations.js'
import type { ErrorCode } from '../../errors/codes.js'
import { equal, refused } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { samples, strangers } from '../samples.js'

const lookups = {
  'domains.lookupById': 'NO_DOMAIN',
  'domains.lookupByUuid': 'NO_DOMAIN',
  'domains.lookupByName': 'NO_DOMAIN',
  'networks.lookupByUuid': 'NO_NETWORK',
  'networks.lookupByName': 'NO_NETWORK',
} as const satisfies { readonly [N in OperationName]?: ErrorCode }

const about: Readonly<Record<string, ErrorCode>> = { domain: 'NO_DOMAIN', network: 'NO_NETWORK' }

/** The table says which operations are about a domain or a network: their first argument is it. */
const referring = operationNames.flatMap((name): [OperationName, ErrorCode][] => {
  const code = about[operations[name].arguments[0]?.name ?? '']
  return code ? [[name, code]] : []
})

const ofNobody = ([name, code]: [OperationName, ErrorCode]): Rule =>
  rule(`${name} of what the hypervisor does not know is ${code}`, [name], async (context) => {
    const cast = await strangers(context, context.connection)
    const error = await refused(samples[name](cast), code, name)
    equal(error.operation, name, 'the operation of the error')
  })

const afterUndefine = (name: OperationName): Rule =>
  rule(
    `${name} of a domain that was undefined is NO_DOMAIN`,
    [name, 'domains.define', 'domains.undefine'],
    async (context) => {
      const domain = await context.define()
      await domain.undefine()
      const cast = { ...(await strangers(context, context.connection)), domain }
      await refused(samples[name](cast), 'NO_DOMAIN', name)
    },
  )

export const unknownRules: readonly Rule[] = [
  ...referring.map(ofNobody),
  ...(Object.entries(lookups) as [OperationName, ErrorCode][]).map(ofNobody),
  ...(['domains.info', 'domains.start', 'domains.undefine', 'domains.config'] as const).map(afterUndefine),
]

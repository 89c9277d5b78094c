import { type OperationName, operationNames, operations } from '../../contract/operations.js'
import { equal, outcome, refused } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { samples, strangers } from '../samples.js'

const changes = operationNames.filter((name) => operations[name].kind === 'change')

function refusesReadOnly(name: OperationName): Rule {
  return rule(
    `${name} is refused with OPERATION_DENIED on a read-only connection`,
    [name],
    async (context) => {
      const looking = await context.open({ readOnly: true })
      const cast = await strangers(context, looking)
      await refused(samples[name](cast), 'OPERATION_DENIED', name)
    },
  )
}

/** The drivers' part of it: a connection for looking only shows the same as any other. */
const sameView: Rule = rule(
  'a read-only connection lists the same domains as any other',
  ['domains.list'],
  async (context) => {
    await context.domain()
    const looking = await context.open({ readOnly: true })
    const [seen, expected] = await Promise.all([looking.listDomains(), context.connection.listDomains()])
    const key = ({ uuid, state, persistent }: (typeof seen)[number]): string =>
      `${uuid} ${state} ${persistent ? 'persistent' : 'transient'}`
    equal(seen.map(key).sort(), expected.map(key).sort(), 'what the read-only connection lists')
  },
)

const secretsDenied: Rule = rule(
  'domains.config with secrets is refused with OPERATION_DENIED on a read-only connection',
  ['domains.config'],
  async (context) => {
    const looking = await context.open({ readOnly: true })
    const { domain } = await strangers(context, looking)
    equal(await outcome(domain.config({ secure: true })), 'OPERATION_DENIED', 'the answer')
  },
)

const questionsAnswered: Rule = rule(
  'a read-only connection answers questions about a domain',
  ['domains.info'],
  async (context) => {
    const domain = await context.domain()
    const looking = await context.open({ readOnly: true })
    const [seen, expected] = await Promise.all([looking.domain(domain).info(), domain.info()])
    equal(seen.state, expected.state, 'the state it tells')
  },
)

export const readOnlyRules: readonly Rule[] = [
  ...changes.map(refusesReadOnly),
  secretsDenied,
  sameView,
  questionsAnswered,
]

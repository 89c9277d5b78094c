import { equal, refused } from '../expect.js'
import { type Rule, rule } from '../rule.js'

const nothing = rule(
  "domains.jobInfo of a domain without job says 'none', and domains.abortJob is refused",
  ['domains.jobInfo', 'domains.abortJob'],
  async (context) => {
    const domain = await context.running()
    equal((await domain.jobInfo()).operation, 'none', 'the operation')
    await refused(domain.abortJob(), 'OPERATION_INVALID', 'abortJob')
  },
)

export const jobInfoRules: readonly Rule[] = [nothing]

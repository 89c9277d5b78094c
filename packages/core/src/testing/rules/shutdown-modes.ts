import type { OperationName } from '../../contract/operations.js'
import { shutdownModes } from '../../contract/shutdown.js'
import { expect, outcome, show } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { goesOn } from '../shapes.js'

/** What a driver says of a way that it has not, or that this guest does not answer. */
const refusals: readonly string[] = ['INVALID_ARG', 'OPERATION_UNSUPPORTED', 'AGENT_UNRESPONSIVE']

const ways = (name: OperationName, call: 'shutdown' | 'reboot'): Rule =>
  rule(
    `${name} by a way that is refused leaves the domain alone`,
    [name, 'domains.info'],
    async (context) => {
      const domain = await context.running()
      for (const mode of shutdownModes) {
        const ended = await outcome(domain[call]({ modes: [mode] }))
        if (ended === 'done') return
        expect(refusals.includes(ended), `${call} by ${mode} ends with ${ended}`)
        const { state } = await domain.info()
        expect(goesOn(state), `the state after a refused ${call} by ${mode} is ${show(state)}`)
      }
    },
  )

export const shutdownModeRules: readonly Rule[] = [
  ways('domains.shutdown', 'shutdown'),
  ways('domains.reboot', 'reboot'),
]

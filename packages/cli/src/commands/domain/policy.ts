import { lifecycleActions, lifecycles } from '@virt/core'
import { command, type Command } from '../../parser/command.js'
import { attempt, Failure } from '../../parser/failure.js'
import { data } from '../../parser/options.js'
import { affected, affecting } from '../shared/affect.js'
import { domain } from '../shared/lookup.js'

export const setLifecycleAction: Command = command({
  name: 'set-lifecycle-action',
  summary: 'change lifecycle actions',
  description: 'Change lifecycle actions for the guest domain.',
  options: {
    domain,
    type: data('lifecycle type to modify', { complete: () => lifecycles }),
    action: data('lifecycle action to set', { complete: () => lifecycleActions }),
    ...affecting,
  },
  run: async (session, { domain: { it }, type: lifecycle, action: wanted, ...affect }) => {
    const flags = affected(affect)
    const type = lifecycles.find((each) => each === lifecycle)
    if (!type) throw new Failure(`Invalid lifecycle type '${lifecycle}'.`)
    const action = lifecycleActions.find((each) => each === wanted)
    if (!action) throw new Failure(`Invalid lifecycle action '${wanted}'.`)
    const work = it.setLifecycleAction(type, action, { ...flags, ...session.call })
    await attempt('Unable to change lifecycle action.', work)
  },
})

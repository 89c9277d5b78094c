import type { PmSuspendTarget } from '@virt/core'
import { command, type Command } from '../../parser/command.js'
import { attempt, Failure } from '../../parser/failure.js'
import { data, unsigned } from '../../parser/options.js'
import { domain } from '../shared/lookup.js'

const targets: readonly PmSuspendTarget[] = ['mem', 'disk', 'hybrid']

export const dompmsuspend: Command = command({
  name: 'dompmsuspend',
  summary: 'suspend a domain gracefully using power management functions',
  description:
    "Suspends a running domain using guest OS's power management. (Note: This requires a guest agent configured and running in the guest OS).",
  options: {
    domain,
    target: data('mem(Suspend-to-RAM), disk(Suspend-to-Disk), hybrid(Hybrid-Suspend)'),
    duration: unsigned('duration in seconds'),
  },
  run: async (session, { domain: { it }, target: given, duration }) => {
    const target = targets.find((each) => each === given)
    if (!target) throw new Failure('Invalid target')
    const work = it.pmSuspendForDuration(target, duration, session.call)
    await attempt(`Domain '${it.name}' could not be suspended`, work)
    session.output.confirm(`Domain '${it.name}' successfully suspended`)
  },
})

export const dompmwakeup: Command = command({
  name: 'dompmwakeup',
  summary: 'wakeup a domain from pmsuspended state',
  description: 'Wakeup a domain that was previously suspended by power management.',
  options: { domain },
  run: async (session, { domain: { it } }) => {
    await attempt(`Domain '${it.name}' could not be woken up`, it.pmWakeup(session.call))
    session.output.confirm(`Domain '${it.name}' successfully woken up`)
  },
})

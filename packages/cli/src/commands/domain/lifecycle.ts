import { command, type Command } from '../../parser/command.js'
import { attempt } from '../../parser/failure.js'
import { bool } from '../../parser/options.js'
import { activeDomain } from '../shared/lookup.js'
import { domainStep } from '../shared/step.js'

export const suspend: Command = domainStep({
  name: 'suspend',
  summary: 'suspend a domain',
  description: 'Suspend a running domain.',
  failure: 'suspend',
  done: 'suspended',
  object: activeDomain,
  work: (it, { call }) => it.suspend(call),
})

export const resume: Command = domainStep({
  name: 'resume',
  summary: 'resume a domain',
  description: 'Resume a previously suspended domain.',
  failure: 'resume',
  done: 'resumed',
  object: activeDomain,
  work: (it, { call }) => it.resume(call),
})

export const destroy: Command = command({
  name: 'destroy',
  summary: 'destroy (stop) a domain',
  description: 'Forcefully stop a given domain, but leave its resources intact.',
  options: {
    domain: activeDomain,
    graceful: bool('terminate gracefully'),
  },
  run: async (session, { domain: { it, given }, graceful }) => {
    const flags = graceful ? { graceful } : {}
    await attempt(`Failed to destroy domain '${given}'`, it.destroy({ ...flags, ...session.call }))
    session.output.confirm(`Domain '${given}' destroyed`)
  },
})

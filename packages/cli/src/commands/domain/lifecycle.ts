import type { Domain } from '@virt/core'
import { command, type Command } from '../../parser/command.js'
import { attempt } from '../../parser/failure.js'
import { bool } from '../../parser/options.js'
import type { Session } from '../../session.js'
import { domain } from '../shared/lookup.js'

interface Step {
  readonly name: string
  readonly summary: string
  readonly description: string
  /** Completes `Failed to ... domain`. */
  readonly failure: string
  /** Completes `Domain 'x' ...`. */
  readonly done: string
  readonly work: (domain: Domain, session: Session) => Promise<void>
}

/** A command that takes a domain and nothing else. */
const step = ({ name, summary, description, failure, done, work }: Step): Command =>
  command({
    name,
    summary,
    description,
    options: { domain },
    run: async (session, { domain: { it, given } }) => {
      await attempt(`Failed to ${failure} domain '${given}'`, work(it, session))
      session.output.confirm(`Domain '${given}' ${done}`)
    },
  })

export const suspend: Command = step({
  name: 'suspend',
  summary: 'suspend a domain',
  description: 'Suspend a running domain.',
  failure: 'suspend',
  done: 'suspended',
  work: (it, { call }) => it.suspend(call),
})

export const resume: Command = step({
  name: 'resume',
  summary: 'resume a domain',
  description: 'Resume a previously suspended domain.',
  failure: 'resume',
  done: 'resumed',
  work: (it, { call }) => it.resume(call),
})

export const destroy: Command = command({
  name: 'destroy',
  summary: 'destroy (stop) a domain',
  description: 'Forcefully stop a given domain, but leave its resources intact.',
  options: {
    domain,
    graceful: bool('terminate gracefully'),
  },
  run: async (session, { domain: { it, given }, graceful }) => {
    const flags = graceful ? { graceful } : {}
    await attempt(`Failed to destroy domain '${given}'`, it.destroy({ ...flags, ...session.call }))
    session.output.confirm(`Domain '${given}' destroyed`)
  },
})

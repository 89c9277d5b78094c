import {
  shutdownModes,
  type CallOptions,
  type Domain,
  type ShutdownFlags,
  type ShutdownMode,
} from '@virt/core'
import { command, type Command } from '../../parser/command.js'
import { attempt, Failure } from '../../parser/failure.js'
import { string } from '../../parser/options.js'
import { activeDomain } from '../shared/lookup.js'

interface Request {
  readonly name: 'shutdown' | 'reboot'
  readonly summary: string
  readonly description: string
  /** Completes `Domain 'x' is being ...`. */
  readonly done: string
  readonly work: (it: Domain, options: ShutdownFlags & CallOptions) => Promise<void>
}

const request = ({ name, summary, description, done, work }: Request): Command =>
  command({
    name,
    summary,
    description,
    options: {
      domain: activeDomain,
      mode: string(`shutdown mode: ${shutdownModes.join('|')}`, { complete: () => shutdownModes }),
    },
    run: async (session, { domain: { it, given }, mode }) => {
      const modes = mode?.split(',').map(modeOf)
      await attempt(
        `Failed to ${name} domain '${given}'`,
        work(it, { ...(modes && { modes }), ...session.call }),
      )
      session.output.confirm(`Domain '${given}' is being ${done}`)
    },
  })

function modeOf(word: string): ShutdownMode {
  const mode = shutdownModes.find((each) => each === word)
  if (mode) return mode
  throw new Failure(
    `Unknown mode ${word} value, expecting 'acpi', 'agent', 'initctl', 'signal', or 'paravirt'`,
  )
}

export const shutdown: Command = request({
  name: 'shutdown',
  summary: 'gracefully shutdown a domain',
  description: 'Run shutdown in the target domain.',
  done: 'shutdown',
  work: (it, options) => it.shutdown(options),
})

export const reboot: Command = request({
  name: 'reboot',
  summary: 'reboot a domain',
  description: 'Run a reboot command in the target domain.',
  done: 'rebooted',
  work: (it, options) => it.reboot(options),
})

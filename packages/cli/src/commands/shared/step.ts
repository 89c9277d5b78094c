import type { Domain, Network } from '@virt/core'
import { command, type Command, type Found, type Option } from '../../parser/command.js'
import { attempt } from '../../parser/failure.js'
import type { Session } from '../../session.js'

interface Step<T extends Domain | Network> {
  readonly name: string
  readonly summary: string
  readonly description: string
  /** Completes `Failed to ... domain 'x'`. */
  readonly failure: string
  /** Completes `Domain 'x' ...`. */
  readonly done: string
  readonly object: Option<Found<T>>
  readonly work: (object: T, session: Session) => Promise<void>
}

/** A command that takes a domain and nothing else. */
export const domainStep = ({ name, summary, description, object, ...step }: Step<Domain>): Command =>
  command({
    name,
    summary,
    description,
    options: { domain: object },
    run: (session, { domain }) => go(step, session, domain, `domain '${domain.given}'`),
  })

/** A command that takes a network and nothing else. */
export const networkStep = ({ name, summary, description, object, ...step }: Step<Network>): Command =>
  command({
    name,
    summary,
    description,
    options: { network: object },
    run: (session, { network }) => go(step, session, network, `network ${network.given}`),
  })

async function go<T extends Domain | Network>(
  { failure, done, work }: Pick<Step<T>, 'failure' | 'done' | 'work'>,
  session: Session,
  { it }: Found<T>,
  what: string,
): Promise<void> {
  await attempt(`Failed to ${failure} ${what}`, work(it, session))
  session.output.confirm(`${what.charAt(0).toUpperCase()}${what.slice(1)} ${done}`)
}

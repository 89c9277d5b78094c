import type { Domain, Network } from '@virt/core'
import { command, type Command, type Completion, type Found, type Option } from '../../parser/command.js'
import { attempt } from '../../parser/failure.js'
import type { Session } from '../../session.js'
import { domain, network } from './lookup.js'

interface Step<T> {
  readonly name: string
  readonly summary: string
  readonly description: string
  /** Completes `Failed to ... domain 'x'`. */
  readonly failure: string
  /** Completes `Domain 'x' ...`. */
  readonly done: string
  /** What is proposed for it. Default: all. */
  readonly complete?: Completion
  readonly work: (object: T, session: Session) => Promise<void>
}

/** A command that takes a domain and nothing else. */
export const domainStep = (step: Step<Domain>): Command =>
  command({
    ...helpOf(step),
    options: { domain: proposing(domain, step) },
    run: (session, { domain: found }) => go(step, session, found, `domain '${found.given}'`),
  })

/** A command that takes a network and nothing else. */
export const networkStep = (step: Step<Network>): Command =>
  command({
    ...helpOf(step),
    options: { network: proposing(network, step) },
    run: (session, { network: found }) => go(step, session, found, `network ${found.given}`),
  })

const proposing = <T extends Domain | Network>(
  object: Option<Found<T>>,
  { complete = object.complete }: Step<T>,
): Option<Found<T>> => ({ ...object, complete })

const helpOf = <T>({ name, summary, description }: Step<T>) => ({ name, summary, description })

async function go<T extends Domain | Network>(
  { failure, done, work }: Step<T>,
  session: Session,
  { it }: Found<T>,
  what: string,
): Promise<void> {
  await attempt(`Failed to ${failure} ${what}`, work(it, session))
  session.output.confirm(`${what.charAt(0).toUpperCase()}${what.slice(1)} ${done}`)
}

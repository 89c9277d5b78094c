import { VirtError, type Connection, type Domain, type Network } from '@virt/core'
import type { Found, Given, Option } from '../../parser/command.js'
import { Failure } from '../../parser/failure.js'
import type { Session } from '../../session.js'
import {
  activeDomainNames,
  activeNetworkNames,
  domainNames,
  inactiveDomainNames,
  inactiveNetworkNames,
  networkNames,
} from '../../shell/names.js'

/** One way to find an object by a word: its name under `-d`, whether the word can be one, the question. */
interface Way<T> {
  readonly label: string
  readonly fits: (word: string) => boolean
  readonly ask: (connection: Connection, word: string, session: Session) => Promise<T>
}

const any = (): boolean => true
const isUuid = (word: string): boolean => word.length === 36
const isId = (word: string): boolean => /^\s*\+?\d+$/.test(word) && Number(word) < 2 ** 31

const byId: Way<Domain> = {
  label: 'looks like ID',
  fits: isId,
  ask: (connection, word, { call }) => connection.lookupDomainById(Number(word), call),
}
const byUuid: Way<Domain> = {
  label: 'trying as domain UUID',
  fits: isUuid,
  ask: (connection, word, { call }) => connection.lookupDomainByUuid(word, call),
}
const byName: Way<Domain> = {
  label: 'trying as domain NAME',
  fits: any,
  ask: (connection, word, { call }) => connection.lookupDomainByName(word, call),
}
const networkByUuid: Way<Network> = {
  label: 'trying as network UUID',
  fits: isUuid,
  ask: (connection, word, { call }) => connection.lookupNetworkByUuid(word, call),
}
const networkByName: Way<Network> = {
  label: 'trying as network NAME',
  fits: any,
  ask: (connection, word, { call }) => connection.lookupNetworkByName(word, call),
}

const unknown: readonly string[] = ['NO_DOMAIN', 'NO_NETWORK', 'INVALID_ARG', 'NO_SUPPORT']

async function find<T>(
  session: Session,
  { values: [word = ''], command, name }: Given,
  kind: string,
  ways: readonly Way<T>[],
): Promise<T> {
  if (word === '') throw new Failure(`Failed to get option '${name}': Option argument is empty`)
  session.output.debug('INFO', `${command}: found option <${name}>: ${word}`)
  const connection = await session.connection()
  let refusal: unknown
  for (const way of ways.filter(({ fits }) => fits(word))) {
    session.output.debug('DEBUG', `${command}: <${name}> ${way.label}`)
    try {
      return await way.ask(connection, word, session)
    } catch (cause) {
      refusal = cause
      if (VirtError.is(cause) && unknown.includes(cause.code)) continue
      throw new Failure(`failed to get ${kind} '${word}'`, { cause })
    }
  }
  throw new Failure(`failed to get ${kind} '${word}'`, kind === 'network' ? { cause: refusal } : undefined)
}

const objectBy = <T extends Domain | Network>(
  kind: string,
  complete: NonNullable<Option<Found<T>>['complete']>,
  help: string,
  ways: readonly Way<T>[],
): Option<Found<T>> => ({
  type: 'data',
  help,
  required: true,
  complete,
  read: async (given, session) => ({
    it: await find(session, given as Given, kind, ways),
    given: (given as Given).values[0] ?? '',
  }),
})

const domainBy = (help: string, ways: readonly Way<Domain>[]): Option<Found<Domain>> =>
  objectBy('domain', domainNames, help, ways)

const networkBy = (help: string, ways: readonly Way<Network>[]): Option<Found<Network>> =>
  objectBy('network', networkNames, help, ways)

/** `<domain>`: an id, a uuid or a name; whatever looks like an id is tried as one first. */
export const domain: Option<Found<Domain>> = domainBy('domain name, id or uuid', [byId, byUuid, byName])
/** The same where only one that runs makes sense: others are not proposed. */
export const activeDomain: Option<Found<Domain>> = { ...domain, complete: activeDomainNames }
export const domainByIdOrUuid: Option<Found<Domain>> = domainBy('domain id or uuid', [byId, byUuid])
export const domainByNameOrUuid: Option<Found<Domain>> = domainBy('domain name or uuid', [byUuid, byName])
/** One that does not run is proposed. */
export const inactiveDomain: Option<Found<Domain>> = { ...domainByNameOrUuid, complete: inactiveDomainNames }
export const domainByIdOrName: Option<Found<Domain>> = domainBy('domain id or name', [byId, byName])

/** A domain that may be left out. */
export const maybeDomain: Option<Domain | undefined> = {
  type: 'string',
  help: 'filter by domain name, id or uuid',
  complete: domainNames,
  read: (given, session) => given && find(session, given, 'domain', [byId, byUuid, byName]),
}

/** A network that may be left out. */
export const maybeNetwork: Option<Network | undefined> = {
  type: 'string',
  help: 'filter by network name or uuid',
  complete: networkNames,
  read: (given, session) => given && find(session, given, 'network', [networkByUuid, networkByName]),
}

/** Any number of domains. */
export const domains: Option<readonly Domain[]> = {
  type: 'argv',
  help: 'list of domains to get stats for',
  complete: domainNames,
  read: async (given, session) => {
    const found: Domain[] = []
    for (const word of given?.values ?? [])
      found.push(
        await find(session, { ...(given as Given), values: [word] }, 'domain', [byId, byUuid, byName]),
      )
    return found
  },
}

/** `<network>`: a uuid or a name. */
export const network: Option<Found<Network>> = networkBy('network name or uuid', [
  networkByUuid,
  networkByName,
])
/** The same, and only active ones are proposed. */
export const activeNetwork: Option<Found<Network>> = { ...network, complete: activeNetworkNames }
/** The same, and only inactive ones are proposed. */
export const inactiveNetwork: Option<Found<Network>> = { ...network, complete: inactiveNetworkNames }
export const networkByItsName: Option<Found<Network>> = networkBy('network name', [networkByName])
export const networkByItsUuid: Option<Found<Network>> = networkBy('network uuid', [networkByUuid])

import {
  addressSources,
  type AgentCommandFlags,
  type AgentOperations,
  type FsTrimFlags,
  type GuestInfoGroups,
  type SetUserPasswordFlags,
} from './agent.js'
import { choice, flags, integer, list, optional, text } from './arguments.js'
import { domain } from './common-arguments.js'
import type { Rows } from './operations.js'
import { change, query } from './traits.js'

const groups = flags<GuestInfoGroups>('groups', {
  users: 'boolean',
  os: 'boolean',
  timezone: 'boolean',
  hostname: 'boolean',
  filesystems: 'boolean',
  interfaces: 'boolean',
})

const always = (): boolean => true

/** The guest's agent. */
export const agentRows: Rows<`domains.${keyof AgentOperations}`> = {
  'domains.agentCommand': change([
    domain,
    text('command'),
    flags<AgentCommandFlags>('flags', { patience: 'number' }),
  ]),
  'domains.fsFreeze': change([domain, optional(list(text('mountPoint')))]),
  'domains.fsThaw': change([domain]),
  'domains.fsTrim': change([
    domain,
    flags<FsTrimFlags>('flags', { mountPoint: 'string', minimum: 'number' }),
  ]),
  'domains.setUserPassword': change([
    domain,
    text('user'),
    text('password'),
    flags<SetUserPasswordFlags>('flags', { encrypted: 'boolean' }),
  ]),
  'domains.guestInfo': { ...query([domain, groups]), privileged: always },
  'domains.time': { ...query([domain]), privileged: always },
  'domains.setTime': change([domain, optional(integer('time', 0))]),
  'domains.interfaceAddresses': {
    ...query([domain, choice('source', addressSources)]),
    privileged: (_domain, source) => source === 'agent',
  },
}

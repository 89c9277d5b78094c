import {
  addressSources,
  hostnameSources,
  type AgentCommandFlags,
  type AgentOperations,
  type FsTrimFlags,
  type HostnameFlags,
  type SetAuthorizedSshKeysFlags,
  type SetUserPasswordFlags,
} from './agent.js'
import { choice, flag, flags, integer, list, optional, text } from './arguments.js'
import { domain } from './common-arguments.js'
import type { GuestInfoGroups } from './guest-info.js'
import type { Rows } from './operations.js'
import { change, query } from './traits.js'

const groups = flags<GuestInfoGroups>('groups', {
  users: 'boolean',
  os: 'boolean',
  timezone: 'boolean',
  hostname: 'boolean',
  filesystems: 'boolean',
  disks: 'boolean',
  interfaces: 'boolean',
})

const vcpu = integer('vcpu', 0, 32_000)
const hostnameFlags = flags<HostnameFlags>('flags', { source: hostnameSources })
const keyFlags = flags<SetAuthorizedSshKeysFlags>('flags', { reset: 'boolean', remove: 'boolean' })
const user = text('user')

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
  'domains.fsInfo': { ...query([domain]), privileged: always },
  'domains.hostname': {
    ...query([domain, hostnameFlags]),
    privileged: (_domain, { source }) => source !== 'lease',
  },
  'domains.guestVcpus': { ...query([domain]), privileged: always },
  'domains.setGuestVcpus': change([domain, list(vcpu, 1), flag('online')]),
  'domains.authorizedSshKeys': { ...query([domain, user]), privileged: always },
  'domains.setAuthorizedSshKeys': change([domain, user, list(text('key')), keyFlags]),
  'domains.setUserPassword': change([
    domain,
    user,
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

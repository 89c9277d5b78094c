import type { DomainConfig } from '@virt/core/config'
import { VirtError, type Call, type GuestInfo, type GuestInfoGroups } from '@virt/core/driver'
import type { ManagedDomain } from '../domain.js'
import { addressesOf } from './addresses.js'
import { fieldsOf, numberOf, rowsOf, textOf } from './agent-shapes.js'
import { fromAgent } from './ask-agent.js'
import { fsDisksOf, targetAt } from './disks-of-guest.js'

type Group = keyof GuestInfoGroups

/** How the agent tells of each group. */
const questions: {
  readonly [G in Group]: {
    readonly command: string
    readonly read: (answer: unknown, config: DomainConfig) => GuestInfo[G]
  }
} = {
  users: { command: 'guest-get-users', read: usersOf },
  os: { command: 'guest-get-osinfo', read: osOf },
  timezone: { command: 'guest-get-timezone', read: timezoneOf },
  hostname: { command: 'guest-get-host-name', read: (answer) => textOf(fieldsOf(answer)['host-name']) },
  filesystems: { command: 'guest-get-fsinfo', read: filesystemsOf },
  disks: { command: 'guest-get-disks', read: disksOf },
  interfaces: { command: 'guest-network-get-interfaces', read: addressesOf },
}

/**
 * What the agent tells of its guest. A group that it cannot tell of is left out, unless it was asked for by name.
 */
export async function guestInfo(
  domain: ManagedDomain,
  groups: GuestInfoGroups,
  call: Call,
): Promise<GuestInfo> {
  const named = (Object.keys(questions) as Group[]).filter((group) => groups[group])
  const wanted = named.length > 0 ? named : (Object.keys(questions) as Group[])
  const found: Partial<Record<Group, unknown>> = {}
  for (const group of wanted) {
    const { command, read } = questions[group]
    try {
      found[group] = read(await fromAgent(domain, command, undefined, call), domain.config)
    } catch (error) {
      if (named.length > 0 || !VirtError.is(error) || error.code !== 'OPERATION_FAILED') throw error
    }
  }
  return found as GuestInfo
}

function usersOf(answer: unknown): GuestInfo['users'] {
  return rowsOf(answer).map((row) => ({
    name: textOf(row['user']) ?? '',
    domain: textOf(row['domain']),
    loginTime: Math.round((numberOf(row['login-time']) ?? 0) * 1000),
  }))
}

function osOf(answer: unknown): GuestInfo['os'] {
  const fields = fieldsOf(answer)
  return {
    id: textOf(fields['id']),
    name: textOf(fields['name']),
    prettyName: textOf(fields['pretty-name']),
    version: textOf(fields['version']),
    versionId: textOf(fields['version-id']),
    kernelRelease: textOf(fields['kernel-release']),
    kernelVersion: textOf(fields['kernel-version']),
    machine: textOf(fields['machine']),
    variant: textOf(fields['variant']),
    variantId: textOf(fields['variant-id']),
  }
}

function timezoneOf(answer: unknown): GuestInfo['timezone'] {
  const { zone, offset } = fieldsOf(answer)
  return { name: textOf(zone), offset: numberOf(offset) ?? 0 }
}

function filesystemsOf(answer: unknown, config: DomainConfig): GuestInfo['filesystems'] {
  return rowsOf(answer).map((row) => ({
    name: textOf(row['name']) ?? '',
    mountPoint: textOf(row['mountpoint']) ?? '',
    type: textOf(row['type']) ?? '',
    total: numberOf(row['total-bytes']),
    used: numberOf(row['used-bytes']),
    disks: fsDisksOf(row['disk'], config),
  }))
}

function disksOf(answer: unknown, config: DomainConfig): GuestInfo['disks'] {
  return rowsOf(answer).map((row) => {
    const place = fieldsOf(row['address'])
    const { dependencies } = row
    return {
      name: textOf(row['name']) ?? '',
      partition: row['partition'] === true,
      dependencies: Array.isArray(dependencies) ? dependencies.flatMap((each) => textOf(each) ?? []) : [],
      serial: textOf(place['serial']),
      alias: targetAt(place, config),
      guestAlias: textOf(row['alias']),
      guestBus: textOf(place['bus-type']),
    }
  })
}

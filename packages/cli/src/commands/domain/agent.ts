import type { GuestInfo, InterfaceAddresses } from '@virt/core'
import { format, present } from '../../output/format.js'
import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { attempt } from '../../parser/failure.js'
import { argv, bool, data, seconds, string, unsigned } from '../../parser/options.js'
import { chosen } from '../shared/chosen.js'
import { domain } from '../shared/lookup.js'

/** Longer than anybody waits: a day. */
const withoutLimit = 86_400_000

export const qemuAgentCommand: Command = command({
  name: 'qemu-agent-command',
  summary: 'QEMU Guest Agent Command',
  description: 'Run an arbitrary qemu guest agent command; use at your own risk',
  options: {
    domain,
    timeout: seconds('timeout seconds. must be positive.'),
    block: bool('execute command without timeout'),
    pretty: bool('pretty-print the output'),
    cmd: argv('command'),
  },
  run: async (session, { domain: { it }, timeout, block, pretty, cmd }) => {
    exclusive({ timeout: timeout !== undefined, block }, 'timeout', 'block')
    const patience = block ? withoutLimit : timeout
    const flags = { ...(patience !== undefined && { patience }), ...session.call }
    const answer = await it.agentCommand(cmd.join(' '), flags)
    session.output.line(pretty ? JSON.stringify(JSON.parse(answer), null, 2) : answer)
  },
})

export const domfsfreeze: Command = command({
  name: 'domfsfreeze',
  summary: "Freeze domain's mounted filesystems.",
  options: { domain, mountpoint: argv('mountpoint path to be frozen') },
  run: async (session, { domain: { it }, mountpoint }) => {
    const work = it.fsFreeze(mountpoint.length > 0 ? mountpoint : undefined, session.call)
    session.output.confirm(`Froze ${await attempt('Unable to freeze filesystems', work)} filesystem(s)`)
  },
})

export const domfsthaw: Command = command({
  name: 'domfsthaw',
  summary: "Thaw domain's mounted filesystems.",
  options: { domain },
  run: async (session, { domain: { it } }) => {
    const thawed = await attempt('Unable to thaw filesystems', it.fsThaw(session.call))
    session.output.confirm(`Thawed ${thawed} filesystem(s)`)
  },
})

export const domfstrim: Command = command({
  name: 'domfstrim',
  summary: "Invoke fstrim on domain's mounted filesystems.",
  options: {
    domain,
    minimum: unsigned('Just a hint to ignore contiguous free ranges smaller than this (Bytes)'),
    mountpoint: string('which mount point to trim'),
  },
  run: async (session, { domain: { it }, minimum, mountpoint }) => {
    const flags = { ...(minimum && { minimum }), ...(mountpoint !== undefined && { mountPoint: mountpoint }) }
    await attempt('Unable to invoke fstrim', it.fsTrim({ ...flags, ...session.call }))
  },
})

export const setUserPassword: Command = command({
  name: 'set-user-password',
  summary: 'set the user password inside the domain',
  description: 'changes the password of the specified user inside the domain',
  options: {
    domain,
    user: data('the username'),
    password: data('the new password'),
    encrypted: bool('the password is already encrypted'),
  },
  run: async (session, { domain: { it, given }, user, password, encrypted }) => {
    await it.setUserPassword(user, password, { ...chosen({ encrypted }), ...session.call })
    session.output.confirm(`Password set successfully for ${user} in ${given}`)
  },
})

export const domtime: Command = command({
  name: 'domtime',
  summary: 'domain time',
  description: "Gets or sets the domain's system time",
  options: {
    domain,
    now: bool('set to the time of the host running virsh'),
    pretty: bool("print domain's time in human readable form"),
    sync: bool("instead of setting given time, synchronize from domain's RTC"),
    time: unsigned('time to set'),
  },
  run: async (session, { domain: { it }, now, pretty, sync, time }) => {
    exclusive({ now, sync, time: time !== undefined }, 'time', 'now', 'sync')
    if (now || sync || time !== undefined)
      return it.setTime(sync ? undefined : now ? Date.now() : (time ?? 0) * 1000, session.call)
    const seconds = Math.floor((await it.time(session.call)) / 1000)
    const people = new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')
    session.output.line(`Time: ${pretty ? people : seconds}`)
  },
})

export const guestinfo: Command = command({
  name: 'guestinfo',
  summary: 'query information about the guest (via agent)',
  description: "Use the guest agent to query various information from guest's point of view",
  options: {
    domain,
    user: bool('report active users'),
    os: bool('report operating system information'),
    timezone: bool('report timezone information'),
    hostname: bool('report hostname'),
    filesystem: bool('report filesystem information'),
    interface: bool('report interface information'),
    format,
  },
  run: async (session, { domain: { it }, format: wanted, user, filesystem, interface: cards, ...same }) => {
    const groups = chosen({ ...same, users: user, filesystems: filesystem, interfaces: cards })
    const info = await it.guestInfo({ ...groups, ...session.call })
    present(session, wanted, info, () =>
      linesOf(info)
        .map(([name, value]) => `${name.padEnd(20)}: ${value}\n`)
        .join(''),
    )
  },
})

type Line = readonly [string, string | number]

/** libvirt's names of what a guest's agent tells. */
function linesOf({ users, os, timezone, hostname, filesystems, interfaces }: GuestInfo): Line[] {
  return known([
    ...rows('user', users, ({ name, domain: place, loginTime }) => ({
      name,
      domain: place,
      'login-time': loginTime,
    })),
    ...fields('os', {
      id: os?.id,
      name: os?.name,
      'pretty-name': os?.prettyName,
      version: os?.version,
      'version-id': os?.versionId,
      machine: os?.machine,
      variant: os?.variant,
      'variant-id': os?.variantId,
      'kernel-release': os?.kernelRelease,
      'kernel-version': os?.kernelVersion,
    }),
    ...fields('timezone', { name: timezone?.name, offset: timezone?.offset }),
    ['hostname', hostname],
    ...rows('fs', filesystems, ({ name, mountPoint, type, total, used }) => ({
      name,
      mountpoint: mountPoint,
      fstype: type,
      'total-bytes': total,
      'used-bytes': used,
    })),
    ...rows('if', interfaces, ({ name, mac, addresses }) => ({
      name,
      hwaddr: mac,
      'addr.count': addresses.length || undefined,
      ...Object.fromEntries(addresses.flatMap(addressFields)),
    })),
  ])
}

type Field = readonly [string, string | number | undefined]

function addressFields(each: InterfaceAddresses['addresses'][number], index: number): Field[] {
  const { type, address, prefix } = each
  return [
    [`addr.${index}.type`, type],
    [`addr.${index}.addr`, address],
    [`addr.${index}.prefix`, prefix],
  ]
}

const known = (lines: readonly Field[]): Line[] => lines.filter((line): line is Line => line[1] !== undefined)

const fields = (group: string, values: Readonly<Record<string, string | number | undefined>>): Field[] =>
  Object.entries(values).map(([name, value]) => [`${group}.${name}`, value])

function rows<T>(
  group: string,
  all: readonly T[] | undefined,
  values: (row: T) => Readonly<Record<string, string | number | undefined>>,
): Field[] {
  if (!all) return []
  return [
    [`${group}.count`, all.length],
    ...all.flatMap((row, index) => fields(`${group}.${index}`, values(row))),
  ]
}

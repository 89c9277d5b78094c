import type { GuestDisk, GuestInfo, InterfaceAddresses } from '@virt/core'
import { format, present } from '../../output/format.js'
import { command, type Command } from '../../parser/command.js'
import { bool } from '../../parser/options.js'
import { chosen } from '../shared/chosen.js'
import { domain } from '../shared/lookup.js'

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
    disk: bool('report disk information'),
    interface: bool('report interface information'),
    format,
  },
  run: async (
    session,
    { domain: { it }, format: wanted, user, filesystem, disk, interface: card, ...same },
  ) => {
    const groups = chosen({ ...same, users: user, filesystems: filesystem, disks: disk, interfaces: card })
    const info = await it.guestInfo({ ...groups, ...session.call })
    present(session, wanted, info, () =>
      linesOf(info)
        .map(([name, value]) => `${name.padEnd(20)}: ${value}\n`)
        .join(''),
    )
  },
})

type GuestFilesystem = NonNullable<GuestInfo['filesystems']>[number]

type Line = readonly [string, string | number]

/** libvirt's names of what a guest's agent tells. */
function linesOf({ users, os, timezone, hostname, filesystems, disks, interfaces }: GuestInfo): Line[] {
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
    ...rows('fs', filesystems, filesystemFields),
    ...rows('disk', disks, diskFields),
    ...rows('if', interfaces, ({ name, mac, addresses }) => ({
      name,
      hwaddr: mac,
      'addr.count': addresses.length || undefined,
      ...Object.fromEntries(addresses.flatMap(addressFields)),
    })),
  ])
}

type Fields = Readonly<Record<string, string | number | undefined>>

function filesystemFields({ name, mountPoint, type, total, used, disks = [] }: GuestFilesystem): Fields {
  return {
    name,
    mountpoint: mountPoint,
    fstype: type,
    'total-bytes': total,
    'used-bytes': used,
    'disk.count': disks.length,
    ...Object.fromEntries(
      disks.flatMap(({ alias, serial, device }, index) => fields(`disk.${index}`, { alias, serial, device })),
    ),
  }
}

function diskFields({
  name,
  partition,
  dependencies,
  serial,
  alias,
  guestAlias,
  guestBus,
}: GuestDisk): Fields {
  return {
    name,
    partition: partition ? 'yes' : 'no',
    'dependency.count': dependencies.length || undefined,
    ...Object.fromEntries(dependencies.map((each, index) => [`dependency.${index}.name`, each])),
    serial,
    alias,
    guest_alias: guestAlias,
    guest_bus: guestBus,
  }
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

const fields = (group: string, values: Fields): Field[] =>
  Object.entries(values).map(([name, value]) => [`${group}.${name}`, value])

function rows<T>(group: string, all: readonly T[] | undefined, values: (row: T) => Fields): Field[] {
  if (!all) return []
  return [
    [`${group}.count`, all.length],
    ...all.flatMap((row, index) => fields(`${group}.${index}`, values(row))),
  ]
}

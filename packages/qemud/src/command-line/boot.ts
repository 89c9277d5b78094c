import type { BootDevice, DiskConfig } from '@virt/core/config'
import { keyValues, onOff } from './options.js'
import type { Plan } from './plan.js'

/** `-boot`, and the program that is booted directly. The order of devices is theirs: see {@link bootOrders}. */
export function bootOptions({ config }: Plan): readonly string[] {
  const { bootmenu, bios, kernel, initrd, cmdline, dtb } = config.os
  const boot = {
    menu: onOff(bootmenu?.enable),
    'splash-time': bootmenu?.timeout,
    'reboot-timeout': bios?.rebootTimeout,
    strict: true,
  }
  const direct = [
    ['-kernel', kernel],
    ['-initrd', initrd],
    ['-append', cmdline],
    ['-dtb', dtb],
  ] as const
  return [
    '-boot',
    keyValues('', boot),
    ...(config.os.acpi?.tables ?? []).flatMap(({ path }) => [
      '-acpitable',
      keyValues('', { sig: 'SLIC', file: path }),
    ]),
    ...direct.flatMap(([option, value]) => (value === undefined ? [] : [option, value])),
  ]
}

/** When each device's turn to boot is, by alias; the first is 1. */
export type BootOrders = ReadonlyMap<string, number>

/**
 * The devices' own boot order, or the `<boot dev>` list: each word of it means the first device of its kind.
 * Without either the first hard disk boots.
 */
export function bootOrders({ config }: Plan): BootOrders {
  const { disks = [], interfaces = [], hostdevs = [], redirdevs = [] } = config.devices ?? {}
  const own = [...disks, ...interfaces, ...hostdevs, ...redirdevs].flatMap(({ alias = '', boot }) =>
    boot ? [[alias, boot.order] as const] : [],
  )
  if (own.length > 0) return new Map(own)
  const first: Readonly<Record<BootDevice, string | undefined>> = {
    hd: firstDisk(disks, 'disk'),
    cdrom: firstDisk(disks, 'cdrom'),
    fd: firstDisk(disks, 'floppy'),
    network: interfaces[0]?.alias,
  }
  const words = config.os.boots ?? ['hd']
  return new Map(
    words.flatMap((word, index) => {
      const alias = first[word]
      return alias === undefined ? [] : [[alias, index + 1] as const]
    }),
  )
}

function firstDisk(disks: readonly DiskConfig[], kind: DiskConfig['device']): string | undefined {
  return disks.find(({ device }) => device === kind)?.alias
}

import { isDeepStrictEqual } from 'node:util'
import type { DiskConfig, DiskIoTune } from '@virt/core/config'
import type { Rule } from './rule.js'

/** What QEMU can count to. */
const most = 1e15

const amounts = [
  'totalBytesSec',
  'readBytesSec',
  'writeBytesSec',
  'totalIopsSec',
  'readIopsSec',
  'writeIopsSec',
] as const

/** Limits that QEMU would not take: too much, a burst without a limit or below it, a length without a burst. */
export function ioTuneRules(tune: DiskIoTune = {}): readonly Rule[] {
  return [
    [(tune.sizeIopsSec ?? 0) > most, `block I/O throttle limit must be no more than ${most} using QEMU`],
    ...amounts.flatMap((amount) => amountRules(tune, amount)),
  ]
}

/** Disks of one group have one tune, and a group without any is none. */
export function ioGroupRules(disks: readonly DiskConfig[]): readonly Rule[] {
  return disks.flatMap(({ iotune, target }): readonly Rule[] => {
    const { groupName, ...limits } = iotune ?? {}
    if (groupName === undefined) return []
    const other = disks.find(
      (disk) => disk.iotune?.groupName === groupName && !isDeepStrictEqual(disk.iotune, iotune),
    )
    return [
      [
        Object.values(limits).every((limit) => !limit),
        'group_name can be configured only together with settings',
      ],
      [other, `different iotunes for disks ${target.dev} and ${other?.target.dev ?? ''}`],
    ]
  })
}

function amountRules(tune: DiskIoTune, amount: (typeof amounts)[number]): readonly Rule[] {
  const limit = tune[amount] ?? 0
  const burst = tune[`${amount}Max`] ?? 0
  const length = tune[`${amount}MaxLength`] ?? 0
  const name = amount.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return [
    [Math.max(limit, burst) > most, `block I/O throttle limit must be no more than ${most} using QEMU`],
    [burst && !limit, `value '${name}_max' cannot be set if '${name}' is not set`],
    [burst && burst < limit, `value '${name}_max' cannot be smaller than '${name}'`],
    [length && !burst, `value '${name}_max_length' cannot be set if '${name}_max' is not set`],
  ]
}

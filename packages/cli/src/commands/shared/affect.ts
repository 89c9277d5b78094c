import type { AffectFlags } from '@virt/core'
import type { Option } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { bool } from '../../parser/options.js'

/** `--config --live --current`: what a change applies to. */
export const affecting: {
  readonly config: Option<boolean>
  readonly live: Option<boolean>
  readonly current: Option<boolean>
} = {
  config: bool('affect next boot'),
  live: bool('affect running domain'),
  current: bool('affect current domain'),
}

interface Affected {
  readonly config: boolean
  readonly live: boolean
  readonly current: boolean
  /** Both of a running domain, the definition of one that is off. */
  readonly persistent?: boolean
}

/** The flags of the contract that these options stand for. */
export function affected(values: Affected): AffectFlags {
  exclusive({ ...values }, 'current', 'live', 'config')
  const flags: { live?: boolean; config?: boolean } = {}
  if (values.live) flags.live = true
  if (values.config) flags.config = true
  return flags
}

/** The same for device commands, where `--persistent` means both if it runs. */
export function affectedDevice(values: Affected, active: boolean): AffectFlags {
  exclusive({ ...values }, 'persistent', 'current')
  const flags = affected(values)
  if (!values.persistent) return flags
  return active ? { ...flags, config: true, live: true } : { ...flags, config: true }
}

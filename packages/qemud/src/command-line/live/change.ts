import type { DomainConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import type { QmpRequest } from '../../qmp/commands.js'
import { buildCommand, type BuiltCommand, type CommandContext } from '../build.js'
import { completeLive } from '../complete-live.js'
import { partsOf, type Part } from './parts.js'

/** What it takes to bring a running domain from one live description to another. */
export interface LiveChange {
  /** To be added, in this order. */
  readonly added: readonly Part[]
  /** To be taken away, in this order: devices before what stands behind them. */
  readonly removed: readonly Part[]
  /** To be sent when all is there. */
  readonly setup: readonly QmpRequest[]
  /** The new live description, with the names and places that were chosen. */
  readonly config: DomainConfig
}

/**
 * The difference of two live descriptions as what QEMU has to be told: that of the command lines that start them.
 *
 * @throws CONFIG_UNSUPPORTED for what the emulator cannot do, OPERATION_UNSUPPORTED for what it can only have from its start.
 */
export function liveChange(before: DomainConfig, after: DomainConfig, context: CommandContext): LiveChange {
  const surroundings = { ...context, now: 0 }
  const [old, wanted] = [build(before, surroundings), build(after, surroundings)]
  const [had, has] = [partsOf(old.argv), partsOf(wanted.argv)]
  const fixed = new Set(had.others)
  if (has.others.some((word) => !fixed.has(word)))
    throw new VirtError('OPERATION_UNSUPPORTED', 'this device cannot be hotplugged', { origin: 'QEMU' })
  const told = new Set(old.setup.map((request) => JSON.stringify(request)))
  return {
    added: without(has.parts, had.parts),
    removed: [...without(had.parts, has.parts)].reverse(),
    setup: wanted.setup.filter((request) => !told.has(JSON.stringify(request))),
    config: completeLive(
      {
        ...wanted.config,
        os: { ...wanted.config.os, boots: after.os.boots },
        qemuCommandline: after.qemuCommandline,
      },
      {},
    ),
  }
}

/** Everything of a live description that could be taken away while it runs. */
export function liveParts(config: DomainConfig, context: CommandContext): readonly Part[] {
  return partsOf(build(config, { ...context, now: 0 }).argv).parts
}

/** Without the user's own arguments, and without a boot order by kinds of device, which late devices have no part in. */
function build(config: DomainConfig, context: CommandContext): BuiltCommand {
  return buildCommand({ ...config, qemuCommandline: undefined, os: { ...config.os, boots: [] } }, context)
}

function without(parts: readonly Part[], others: readonly Part[]): readonly Part[] {
  const known = new Set(others.map(({ kind, id }) => `${kind} ${id}`))
  return parts.filter(({ kind, id }) => !known.has(`${kind} ${id}`))
}

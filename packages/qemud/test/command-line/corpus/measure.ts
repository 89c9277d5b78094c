import { parseDomain, type DomainConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { buildCommand } from '../../../src/command-line/build.js'
import type { Emulator } from '../../../src/emulators/emulator.js'
import { corpusFile, expectedWords, type Case } from './cases.js'
import { differences, effectOf } from './effect.js'
import { pretendedEmulator } from './pretend.js'

/** How one case came out. */
export interface Outcome {
  readonly name: string
  readonly expect: Case['expect']
  /** Whether this driver does what libvirt does. */
  readonly right: boolean
  /** The refusal, what differs from libvirt's command line, or a crash. */
  readonly reason: string
  readonly crashed: boolean
}

/** Build the case's command line and hold it against libvirt's answer. */
export function outcomeOf(one: Case): Outcome {
  const { case: name, expect } = one
  try {
    const config = parseDomain(corpusFile(one.xml))
    const argv = commandOf(config, pretendedEmulator(one, config))
    const reason = one.args ? differences(effectOf(argv), effectOf(expectedWords(one.args))) : []
    const right = expect === 'success' && reason.length === 0
    return { name, expect, right, reason: reason.join(', ') || (right ? '' : 'accepted'), crashed: false }
  } catch (error) {
    const crashed = !VirtError.is(error)
    const reason = crashed ? `CRASH ${String((error as Error).stack)}` : error.message
    return { name, expect, right: expect !== 'success' && !crashed, reason, crashed }
  }
}

/** The arguments of a domain's emulator. */
export function commandOf(config: DomainConfig, emulator: Emulator): readonly string[] {
  return buildCommand(config, {
    emulator,
    kvm: true,
    monitor: '/monitor',
    directory: '/run/d',
    secrets: '/secrets',
    numaNodes: [0, 1, 2, 3, 4, 5, 6, 7],
    now: 0,
  }).argv
}

/** Percentage of those that are right. */
export function percentage(outcomes: readonly Outcome[]): number {
  return Math.floor((outcomes.filter(({ right }) => right).length / outcomes.length) * 1000) / 10
}

/** The misses, those with the same reason together, the most frequent first. */
export function missesByReason(outcomes: readonly Outcome[]): string {
  const groups = new Map<string, string[]>()
  for (const { right, reason, name } of outcomes)
    if (!right) groups.set(reason, [...(groups.get(reason) ?? []), name])
  return [...groups]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([reason, names]) => `${names.length}\t${reason}\t${names.join(' ')}`)
    .join('\n')
}

import { VirtError } from '../errors/virt-error.js'
import type { ErrorOrigin } from '../errors/origins.js'

/**
 * Ways to ask a guest to power off or to restart, by libvirt's names and in its order (`virDomainShutdownFlagValues`): the
 * ACPI power button, the agent in the guest, a word to its init, a signal to its init, a word through the hypervisor.
 */
export const shutdownModes = ['acpi', 'agent', 'initctl', 'signal', 'paravirt'] as const

export type ShutdownMode = (typeof shutdownModes)[number]

export interface ShutdownFlags {
  /** The ways that may be taken: the driver tries them in its order until one works. Absent or empty: those that it prefers. */
  readonly modes?: readonly ShutdownMode[]
}

/**
 * The ways that were asked for, for a driver that has some of them.
 *
 * @throws INVALID_ARG for one that the driver has not.
 */
export function shutdownModesOf(
  { modes = [] }: ShutdownFlags,
  known: readonly ShutdownMode[],
  origin: ErrorOrigin = 'NONE',
): readonly ShutdownMode[] {
  const strange = modes.find((mode) => !known.includes(mode))
  if (strange === undefined) return modes
  const offered = known.length === 0 ? 'it cannot be chosen' : `only by ${known.join(', ')}`
  throw new VirtError('INVALID_ARG', `a guest cannot be asked by '${strange}' here: ${offered}`, { origin })
}

import type { DomainConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import type { Emulator } from '../emulators/emulator.js'
import type { QmpRequest } from '../qmp/commands.js'

/** What the command line depends on besides the domain itself. */
export interface CommandContext {
  readonly emulator: Emulator
  /** Whether /dev/kvm is usable for this emulator ({@link Emulators.kvmUsable}). */
  readonly kvm: boolean
  /** Path of the unix socket that the engine listens on, and that QEMU connects (and reconnects) its monitor to. */
  readonly monitor: string
  /** libvirt's directories for VNC and other files of the domain that QEMU makes; absent: features that need one are refused. */
  readonly directory?: string
}

/** Everything that is needed to start a domain. */
export interface BuiltCommand {
  /** Absolute path of the emulator. */
  readonly emulator: string
  /** Arguments, without the emulator itself. */
  readonly argv: readonly string[]
  /** Environment variables to set beside the usual ones (`qemu:env`). */
  readonly environment: Readonly<Record<string, string>>
  /**
   * The live definition: `id` apart, what libvirt's live XML shows. Aliases, controllers, canonical machine type and
   * emulator are filled in; what QEMU itself chooses (pty paths, VNC ports) comes with {@link completeLive}.
   */
  readonly config: DomainConfig
  /** To be sent before `cont`, in order, in one write: passwords, balloon target. */
  readonly setup: readonly QmpRequest[]
  /** To be asked before `cont`, in the same write as `setup`; the answers go into {@link completeLive}. Often empty. */
  readonly queries: readonly ('query-chardev' | 'query-vnc')[]
}

/**
 * The command line of a domain. Pure: it asks nobody, and the same arguments give the same answer.
 * It starts QEMU paused (`-S`), and QEMU stays (`-no-shutdown`) when the guest powers off, until the engine ends it.
 *
 * @throws CONFIG_UNSUPPORTED naming the element, for what this driver or this emulator cannot do; XML_ERROR or
 * OPERATION_INVALID for a definition that contradicts itself.
 */
export function buildCommand(config: DomainConfig, context: CommandContext): BuiltCommand {
  void config
  throw new VirtError('NO_SUPPORT', context.monitor)
}

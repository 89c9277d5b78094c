import type { Unknowns } from '../codec/unknowns.js'

/** `<qemu:commandline>`: passed to the emulator as it is. */
export interface QemuCommandline extends Unknowns {
  readonly args?: readonly string[]
  readonly env?: readonly QemuVariable[]
}

export interface QemuVariable extends Unknowns {
  readonly name: string
  readonly value?: string
}

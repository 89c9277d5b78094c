import { type DomainConfig, formatDomain } from '../config.js'
import type { SavedConfigFlags } from '../contract/saved-state.js'
import type { CallOptions } from './call-options.js'
import { DomainControls } from './domain-controls.js'

/** What is kept of a domain for its next start. */
export abstract class DomainSavedState extends DomainControls {
  /** `virDomainHasManagedSaveImage`. */
  hasManagedSave(options?: CallOptions): Promise<boolean> {
    return this.ask('domains.hasManagedSave', [], options)
  }

  /** The description in its managed save, as typed values. */
  managedSaveConfig(options?: SavedConfigFlags & CallOptions): Promise<DomainConfig> {
    return this.ask('domains.managedSaveConfig', [], options)
  }

  /** The same as XML (`virDomainManagedSaveGetXMLDesc`). */
  async managedSaveXml(options?: SavedConfigFlags & CallOptions): Promise<string> {
    return formatDomain(await this.managedSaveConfig(options))
  }

  /** Forget its managed save (`virDomainManagedSaveRemove`). */
  removeManagedSave(options?: CallOptions): Promise<void> {
    return this.ask('domains.removeManagedSave', [], options)
  }
}

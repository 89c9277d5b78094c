import type { DomainConfig } from '../config.js'
import type { Call, JobCall } from './call.js'
import type { DomainRef } from './refs.js'

/** How a guest's memory is saved, and what the guest does when it comes back. */
export interface SaveFlags {
  /** State after the restore, whatever it was at the save. */
  readonly running?: boolean
  readonly paused?: boolean
  /**
   * The program that makes the image smaller, as `save_image_format` of libvirt's qemu.conf: `raw` (the default), `gzip`,
   * `zstd`, `xz`, ... The image says it itself, so a restore takes no such flag. A driver without choice ignores it.
   */
  readonly compression?: string
}

/** What a guest that is restored does, whatever its image says. */
export type RestoreFlags = Pick<SaveFlags, 'running' | 'paused'>

/** What of a saved description is shown. */
export interface SavedConfigFlags {
  /** With passwords; without, they read `*****`. */
  readonly secure?: boolean
}

/** A guest's whole state in a file: named by the caller, or managed by the driver. */
export interface SavedStateOperations {
  /**
   * Write the guest's memory and its description to an absolute path on the driver's host, and stop
   * (`virDomainSaveFlags`). The file appears when it is whole; a save that fails or is aborted leaves none, and the guest
   * goes on as before. SYSTEM_ERROR when it cannot be written, OPERATION_FAILED when the hypervisor refuses.
   */
  save(domain: DomainRef, path: string, flags: SaveFlags, call: JobCall): Promise<void>
  /**
   * Continue from such a file, which stays (`virDomainRestoreFlags`). OPERATION_FAILED for a file that is torn, foreign or of
   * a later version; DOM_EXIST when its name or uuid belongs to another domain, or its domain is active.
   */
  restore(path: string, flags: RestoreFlags, call: JobCall): Promise<DomainRef>
  /** The description in such a file (`virDomainSaveImageGetXMLDesc`). Refused on a read-only connection. */
  saveImageConfig(path: string, flags: SavedConfigFlags, call: Call): Promise<DomainConfig>
  /**
   * Replace it, and with flags what the guest does when it is restored (`virDomainSaveImageDefineXML`). What the guest sees must
   * stay: another name, uuid or hardware is CONFIG_UNSUPPORTED. The file is the old one or the new one, whole, at any time;
   * where that means a copy, it is told as progress. What is no image: as at `restore`.
   */
  saveImageDefine(path: string, config: DomainConfig, flags: RestoreFlags, call: JobCall): Promise<void>

  /**
   * Save a persistent domain to a file that the driver keeps: its next {@link DomainOperations.start} continues from there
   * (`virDomainManagedSave`). OPERATION_INVALID for a transient domain.
   */
  managedSave(domain: DomainRef, flags: SaveFlags, call: JobCall): Promise<void>
  /** `virDomainHasManagedSaveImage`. */
  hasManagedSave(domain: DomainRef, call: Call): Promise<boolean>
  /** The description in it (`virDomainManagedSaveGetXMLDesc`). OPERATION_INVALID when there is none. */
  managedSaveConfig(domain: DomainRef, flags: SavedConfigFlags, call: Call): Promise<DomainConfig>
  /** Replace it, as `saveImageDefine` does (`virDomainManagedSaveDefineXML`). OPERATION_INVALID when there is none. */
  managedSaveDefine(
    domain: DomainRef,
    config: DomainConfig,
    flags: RestoreFlags,
    call: JobCall,
  ): Promise<void>
  /** Forget it: the next start boots. None there: nothing happens (`virDomainManagedSaveRemove`). */
  removeManagedSave(domain: DomainRef, call: Call): Promise<void>
}

import type { Call } from './call.js'
import type { AffectFlags } from './domains.js'
import type { DomainRef } from './refs.js'

/** What is said of a domain (`virDomainMetadataType`): `element` is XML of an application, one per namespace. */
export const metadataTypes = ['description', 'title', 'element'] as const

export type MetadataType = (typeof metadataTypes)[number]

export interface SetMetadataFlags extends AffectFlags {
  /** For an `element`: the prefix that its namespace is bound to. */
  readonly key?: string
  /** For an `element`: its namespace. */
  readonly uri?: string
}

/** What a driver can do with a domain's name, and with what people and applications say of it. */
export interface MetadataOperations {
  /**
   * Give a defined domain that is off another name; answers its new reference (`virDomainRename`). DOM_EXIST when the
   * name is taken. What belongs to it (autostart, log, ...) follows.
   */
  rename(domain: DomainRef, name: string, call: Call): Promise<DomainRef>
  /** Description, title, or the element of the namespace `uri` (`virDomainGetMetadata`). NO_DOMAIN_METADATA when there is none. */
  metadata(
    domain: DomainRef,
    type: MetadataType,
    uri: string | undefined,
    flags: AffectFlags,
    call: Call,
  ): Promise<string>
  /** Replace it; no value: remove it (`virDomainSetMetadata`). A title is one line. INVALID_ARG for an `element` without `uri` or `key`. */
  setMetadata(
    domain: DomainRef,
    type: MetadataType,
    value: string | undefined,
    flags: SetMetadataFlags,
    call: Call,
  ): Promise<void>
}

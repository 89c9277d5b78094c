import type { DomainConfig } from '@virt/core/config'
import type { ConfigValue } from '../file/index.js'
import type { Settings } from './settings.js'

/** Which of the notations it is, and for what kind of guest. */
export interface Form {
  readonly dialect: 'xm' | 'xl'
  /** The version of xend's configuration format: 1 (Xen 3.0.2) to 4 (3.1 and later, and all of xl). */
  readonly version: number
  readonly guest: 'hvm' | 'pv' | 'pvh'
}

/** What one topic knows of a domain. Those of all topics are merged, lists one behind the other. */
export type Part = { readonly [K in keyof DomainConfig]?: Partial<DomainConfig[K]> }

/** In the order in which they are written. */
export type Entries = Readonly<Record<string, ConfigValue | undefined>>

/** Keys that belong together, and what of a domain's configuration they are: in both directions. */
export interface Topic {
  /** All keys that this topic reads or writes, and no other topic does. */
  readonly keys: readonly string[]
  read(settings: Settings, form: Form): Part
  write(config: DomainConfig, form: Form): Entries
}

import type { DomainRef } from '@virt/core/driver'

/** A domain that has an id. */
export interface ActiveDomain extends DomainRef {
  readonly id: number
}

/** A domain that the store knows. */
export interface Resident extends ActiveDomain {
  /** Where its nodes are that outlast a restart: `/vm/UUID`. */
  readonly vm: string | undefined
}

/** A node of its own. */
export const nodeOf = ({ id }: { readonly id: number }, ...names: readonly string[]): string =>
  ['/local/domain', id, ...names].join('/')

/** What all versions of Xen call domain 0, whose uuid is often not in the store. */
export const controlUuid = '00000000-0000-0000-0000-000000000000'

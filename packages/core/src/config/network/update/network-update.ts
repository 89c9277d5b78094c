import type { NetworkSection, NetworkSections } from '../sections.js'

/** What is done with an element of a section (`virNetworkUpdateCommand`). */
export const updateCommands = ['modify', 'delete', 'add-last', 'add-first'] as const

export type NetworkUpdateCommand = (typeof updateCommands)[number]

/** A change of one element of a network's description (`virNetworkUpdate`). */
export type NetworkUpdate = { readonly [S in NetworkSection]: SectionUpdate<S> }[NetworkSection]

export interface SectionUpdate<S extends NetworkSection> {
  readonly command: NetworkUpdateCommand
  readonly section: S
  /** Which of several parents, from 0: the `<ip>` of a host or range. Absent or -1: the one that has DHCP already, else the first. */
  readonly parentIndex?: number
  /** The element. To delete one it is enough to say what tells it from the others. */
  readonly value: NetworkSections[S]
}

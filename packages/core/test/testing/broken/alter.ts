import type { DomainOperations, DomainRef, HostOperations, NetworkOperations } from '../../../src/driver.js'
import type { Change } from '../test-harness.js'

/** A driver that breaks one rule: what is wrong with it, and the rule that must say so. */
export type Broken = readonly [what: string, rule: string, change: Change]

type Alter<T> = (real: T) => Partial<T>

export const domains =
  (alter: Alter<DomainOperations>): Change =>
  ({ domains: real }) => ({ domains: { ...real, ...alter(real as DomainOperations) } })

export const networks =
  (alter: Alter<NetworkOperations>): Change =>
  ({ networks: real }) => ({ networks: { ...real, ...alter(real as NetworkOperations) } })

export const host =
  (alter: Alter<HostOperations>): Change =>
  ({ host: real }) => ({ host: { ...real, ...alter(real as HostOperations) } })

export const swallow = async <T>(work: Promise<T>): Promise<T | undefined> => work.catch(() => undefined)

export const stateOf = async (real: DomainOperations, ref: DomainRef): Promise<string> =>
  (await real.info(ref, {})).state

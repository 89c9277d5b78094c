import type { DomainConfig } from '@virt/core/config'
import {
  type Call,
  type DomainRecord,
  type DomainRef,
  type OperationName,
  type Siblings,
  type StartFlags,
  VirtError,
} from '@virt/core/driver'

const ignorance: readonly string[] = ['NO_DOMAIN', 'NO_SUPPORT', 'CONNECTION_LOST']

/** What the other channels of the connection know and do: this one sees only files. */
export class Others {
  readonly #siblings: Siblings

  constructor(siblings: Siblings) {
    this.#siblings = siblings
  }

  supports(operation: OperationName): boolean {
    return this.#siblings.supports(operation)
  }

  /** The domain that runs under this uuid. */
  runningByUuid(uuid: string, call: Call): Promise<DomainRef | undefined> {
    return active(() => this.#siblings.run('domains.lookupByUuid', [uuid], call))
  }

  runningByName(name: string, call: Call): Promise<DomainRef | undefined> {
    return active(() => this.#siblings.run('domains.lookupByName', [name], call))
  }

  /** Every domain that runs, as far as the others can tell. */
  async running(call: Call): Promise<readonly DomainRecord[]> {
    if (!this.supports('domains.list')) return []
    const all = await knownOr([], () => this.#siblings.run('domains.list', [{ active: true }], call))
    return all.filter(({ id }) => id !== undefined)
  }

  create(config: DomainConfig, flags: StartFlags, call: Call): Promise<DomainRef> {
    return this.#siblings.run('domains.create', [config, flags], call)
  }
}

async function active(look: () => Promise<DomainRef>): Promise<DomainRef | undefined> {
  const found = await knownOr(undefined, look)
  return found?.id === undefined ? undefined : found
}

async function knownOr<T>(otherwise: T, look: () => Promise<T>): Promise<T> {
  try {
    return await look()
  } catch (error) {
    if (VirtError.is(error) && ignorance.includes(error.code)) return otherwise
    throw error
  }
}

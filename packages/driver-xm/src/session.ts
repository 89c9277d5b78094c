import type { Call, DomainRef } from '@virt/core/driver'
import type { Definition } from './directory/definition.js'
import type { Snapshot } from './directory/snapshot.js'
import type { XmDirectory } from './directory/xm-directory.js'
import type { Others } from './others.js'
import { notValid, refusal } from './refusal.js'

/** What the operations of a connection work with. */
export class Session {
  readonly directory: XmDirectory
  readonly others: Others

  constructor(directory: XmDirectory, others: Others) {
    this.directory = directory
    this.others = others
  }

  /** @throws NO_DOMAIN when no file defines it. */
  async definition(ref: DomainRef, call: Call): Promise<Definition> {
    const known = await this.#find(ref, call)
    if (known) return known
    throw unknown(ref)
  }

  /** The same, for what only a definition has. @throws OPERATION_INVALID, with this complaint, for a domain that runs without one. */
  async ownDefinition(ref: DomainRef, complaint: string, call: Call): Promise<Definition> {
    const known = await this.#find(ref, call)
    if (known) return known
    throw (await this.others.runningByUuid(ref.uuid, call)) ? notValid(complaint) : unknown(ref)
  }

  /**
   * The definition of a domain that does not run.
   * @throws NO_SUPPORT when it runs, for then other channels know better.
   */
  async inactive(ref: DomainRef, call: Call): Promise<Definition> {
    const definition = await this.definition(ref, call)
    if (ref.id !== undefined && (await this.running(definition, call)))
      throw refusal('NO_SUPPORT', `domain '${ref.name}' runs, and its file does not say how`)
    return definition
  }

  /** What the other channels say of it while it runs: under the uuid of its file, or its name where the file has none. */
  async running({ uuid, name, ownUuid }: Definition, call: Call): Promise<DomainRef | undefined> {
    const same = await this.others.runningByUuid(uuid, call)
    return same ?? (ownUuid ? undefined : this.others.runningByName(name, call))
  }

  /** Where the file names no uuid, the domain may run under one that others gave it. */
  async #find({ uuid, name }: DomainRef, call: Call): Promise<Definition | undefined> {
    const { byUuid, byName } = await this.directory.look()
    const namesake = byName.get(name)
    if (byUuid.has(uuid) || !namesake || namesake.ownUuid) return byUuid.get(uuid)
    const running = await this.others.runningByUuid(uuid, call)
    return running?.name === name ? namesake : undefined
  }
}

/** Finds a definition again, which may have got the uuid of its domain meanwhile. */
export function again(definition: Definition, ref: DomainRef): (snapshot: Snapshot) => Definition {
  return ({ byUuid }) => {
    const known = byUuid.get(ref.uuid) ?? byUuid.get(definition.uuid)
    if (known) return known
    throw unknown(ref)
  }
}

function unknown({ uuid, name }: DomainRef): Error {
  return refusal('NO_DOMAIN', `no domain with matching uuid '${uuid}' (${name})`)
}

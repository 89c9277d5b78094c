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
  async definition(ref: DomainRef): Promise<Definition> {
    return definitionOf(ref)(await this.directory.look())
  }

  /** The same, for what only a definition has. @throws OPERATION_INVALID, with this complaint, for a domain that runs without one. */
  async ownDefinition(ref: DomainRef, complaint: string, call: Call): Promise<Definition> {
    const known = find(await this.directory.look(), ref)
    if (known) return known
    throw (await this.running(ref, call)) ? notValid(complaint) : unknown(ref)
  }

  /** What the other channels say of it while it runs. Whether they mean this one is a matter of its uuid, if its file has one. */
  async running(ref: DomainRef, call: Call): Promise<DomainRef | undefined> {
    const same = await this.others.runningByUuid(ref.uuid, call)
    if (same) return same
    const known = this.directory.latest.byName.get(ref.name)
    return known && !known.ownUuid ? this.others.runningByName(ref.name, call) : undefined
  }

  /**
   * The definition of a domain that does not run.
   * @throws NO_SUPPORT when it runs, for then other channels know better.
   */
  async inactive(ref: DomainRef, call: Call): Promise<Definition> {
    const definition = await this.definition(ref)
    if (ref.id !== undefined && (await this.running(ref, call)))
      throw refusal('NO_SUPPORT', `domain '${ref.name}' runs, and its file does not say how`)
    return definition
  }
}

/** Finds a domain's definition: by its uuid, or by its name where the file names no uuid. */
export function definitionOf(ref: DomainRef): (snapshot: Snapshot) => Definition {
  return (snapshot) => {
    const known = find(snapshot, ref)
    if (known) return known
    throw unknown(ref)
  }
}

function find({ byUuid, byName }: Snapshot, { uuid, name }: DomainRef): Definition | undefined {
  const namesake = byName.get(name)
  return byUuid.get(uuid) ?? (namesake?.ownUuid === false ? namesake : undefined)
}

function unknown({ uuid, name }: DomainRef): Error {
  return refusal('NO_DOMAIN', `no domain with matching uuid '${uuid}' (${name})`)
}

import { type Call, type DomainRef, VirtError } from '@virt/core/driver'
import { type Facts, factsOf, isIdentified } from './protocol/facts.js'
import type { Xend } from './protocol/xend.js'
import { refusal } from './transport/failure.js'

/** A domain as it is now, and what its operations call it. */
export interface Located {
  readonly facts: Facts
  /** Its uuid, or before 3.0.4 its name. */
  readonly reference: string
}

/** The config version from which xend keeps definitions, knows uuids, and lists what is paused only when it is asked to. */
export const managedFrom = 3

/**
 * Which domains there are. xend takes a reference for a name first, then for an id, then for a uuid, so that a guest
 * named `7` hides the one with the id 7: an answer counts only if it is about the domain that was meant.
 */
export class Inventory {
  readonly #xend: Xend
  readonly #managed: boolean

  constructor(xend: Xend, configVersion: number) {
    this.#xend = xend
    this.#managed = configVersion >= managedFrom
  }

  /** Every domain. One question for those that run, one for each that is paused or off. */
  async all(call: Call): Promise<readonly Facts[]> {
    const details = await this.#xend.details(call)
    const running = details.filter(isIdentified).map(factsOf)
    if (!this.#managed) return running
    const known = new Set(running.map(({ name }) => name))
    const names = await this.#xend.names('all', call)
    const others = await Promise.all(
      names.filter((name) => !known.has(name)).map((name) => this.#get(name, call)),
    )
    return distinct([...running, ...others.filter((facts) => facts !== undefined)])
  }

  /** The domain that a reference means, by its uuid. NO_DOMAIN. */
  async find({ name, uuid }: DomainRef, call: Call): Promise<Located> {
    const located = this.#located(await this.#get(this.#managed ? uuid : name, call))
    if (located?.facts.uuid === uuid) return located
    const searched = await this.#search(
      located !== undefined || !this.#managed,
      (facts) => facts.uuid === uuid,
      call,
    )
    if (searched) return searched
    throw refusal('NO_DOMAIN', `no domain with matching uuid '${uuid}' (${name})`)
  }

  async byId(id: number, call: Call): Promise<Facts> {
    const facts = await this.#get(String(id), call)
    if (facts?.id === id) return facts
    const searched = await this.#search(facts !== undefined, (each) => each.id === id, call)
    if (searched) return searched.facts
    throw refusal('NO_DOMAIN', `no domain with matching id ${id}`)
  }

  async byName(name: string, call: Call): Promise<Facts> {
    const facts = await this.#get(name, call)
    if (facts?.name === name) return facts
    throw refusal('NO_DOMAIN', `no domain with matching name '${name}'`)
  }

  async byUuid(uuid: string, call: Call): Promise<Facts> {
    const facts = this.#managed ? await this.#get(uuid, call) : undefined
    if (facts?.uuid === uuid) return facts
    const searched = await this.#search(
      facts !== undefined || !this.#managed,
      (each) => each.uuid === uuid,
      call,
    )
    if (searched) return searched.facts
    throw refusal('NO_DOMAIN', `no domain with matching uuid '${uuid}'`)
  }

  /** Every domain is looked at where the direct way is not there, or has led to another one. */
  async #search(needed: boolean, means: (facts: Facts) => boolean, call: Call): Promise<Located | undefined> {
    if (!needed) return undefined
    const facts = (await this.all(call)).find(means)
    return facts && { facts, reference: facts.name }
  }

  #located(facts: Facts | undefined): Located | undefined {
    return facts && { facts, reference: this.#managed ? facts.uuid : facts.name }
  }

  async #get(reference: string, call: Call): Promise<Facts | undefined> {
    try {
      return factsOf(await this.#xend.domain(reference, call))
    } catch (thrown) {
      if (VirtError.is(thrown) && thrown.code === 'NO_DOMAIN') return undefined
      throw thrown
    }
  }
}

/** A domain that was started between two questions is in both answers. */
function distinct(all: readonly Facts[]): readonly Facts[] {
  return [...new Map(all.map((facts) => [facts.uuid, facts])).values()]
}

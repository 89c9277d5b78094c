import { VirtError, type DomainRef } from '@virt/core/driver'
import type { ManagedDomain } from './domain.js'

/** All domains of an engine. A name and a uuid belong to one domain only. */
export class DomainList implements Iterable<ManagedDomain> {
  readonly #byUuid = new Map<string, ManagedDomain>()
  readonly #byName = new Map<string, ManagedDomain>()
  #lastId = 0

  /** A number for the next guest; never used before by this engine. */
  nextId(): number {
    return ++this.#lastId
  }

  *[Symbol.iterator](): Iterator<ManagedDomain> {
    for (const domain of this.#byUuid.values()) if (domain.exists) yield domain
  }

  /** Keep ids from being given out that are in use already. */
  reserveId(id: number): void {
    this.#lastId = Math.max(this.#lastId, id)
  }

  /** Keep name and uuid for a domain that is about to exist, or does. */
  add(domain: ManagedDomain): void {
    this.#byUuid.set(domain.uuid, domain)
    this.#byName.set(domain.name, domain)
  }

  /** Give name and uuid free when nothing is behind them any more. */
  prune(domain: ManagedDomain): void {
    const { exists, claims, uuid } = domain
    if (exists || claims > 0 || this.#byUuid.get(uuid) !== domain) return
    this.#byUuid.delete(domain.uuid)
    this.#byName.delete(domain.name)
  }

  /** Keep a name for a domain that is about to have it; the answer gives it free if it does not.
   *
   * @throws DOM_EXIST when another has it.
   */
  reserveName(name: string, domain: ManagedDomain): () => void {
    if (this.#byName.has(name)) taken(`domain with name '${name}' already exists`)
    this.#byName.set(name, domain)
    return () => {
      if (domain.name !== name) this.#byName.delete(name)
    }
  }

  /** To a name that was reserved. */
  rename(domain: ManagedDomain, name: string): void {
    this.#byName.delete(domain.name)
    domain.rename(name)
  }

  find(uuid: string): ManagedDomain | undefined {
    return existing(this.#byUuid.get(uuid))
  }

  byName(name: string): ManagedDomain | undefined {
    return existing(this.#byName.get(name))
  }

  byId(id: number): ManagedDomain | undefined {
    for (const domain of this) if (domain.guest?.id === id) return domain
    return undefined
  }

  /** @throws NO_DOMAIN */
  get({ uuid, name }: DomainRef): ManagedDomain {
    return this.find(uuid) ?? missing(`no domain with matching uuid '${uuid}' (${name})`)
  }

  /**
   * The domain that a new description of this name and uuid is about; `undefined`: it describes a new one.
   *
   * @throws DOM_EXIST when the name or the uuid belongs to another domain.
   */
  claim(name: string, uuid: string): ManagedDomain | undefined {
    const known = this.#byUuid.get(uuid)
    if (known && known.name !== name) taken(`domain '${known.name}' is already defined with uuid ${uuid}`)
    const namesake = this.#byName.get(name)
    if (namesake && namesake !== known) taken(`domain '${name}' already exists with uuid ${namesake.uuid}`)
    return known
  }
}

function existing(domain: ManagedDomain | undefined): ManagedDomain | undefined {
  return domain?.exists ? domain : undefined
}

/** @throws NO_DOMAIN */
export function missing(detail: string): never {
  throw new VirtError('NO_DOMAIN', detail, { origin: 'QEMU' })
}

function taken(detail: string): never {
  throw new VirtError('DOM_EXIST', detail, { origin: 'DOMAIN' })
}

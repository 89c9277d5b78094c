import { VirtError, type Call } from '@virt/core/driver'
import type { XenStoreClient } from '../client/client.js'
import { ambiguous, noDomain } from './errors.js'
import { findAll, type Finding } from './find.js'
import type { Resident } from './resident.js'
import { Tracked } from './tracked.js'

/** Told of who has come and gone, in the order in which the store tells. */
export interface ResidentListener {
  readonly gone: (resident: Resident) => void
  readonly come: (resident: Resident) => void
  /** An id is looked at for the first time: before anything is read of it. */
  readonly tracked: (tracked: Tracked) => void
}

/** What the store has told: that some domain has come, has another name or uuid, or is gone. It does not say which. */
type News = 'come' | 'changed' | 'gone'

/** Milliseconds until a failed look is repeated for a listener. */
const pause = 1000

/**
 * The domains that the store knows. What was read is kept for as long as the store tells no news: of domains that come
 * or go, and of names that change.
 */
export class Residents {
  readonly #client: XenStoreClient
  readonly #tracked = new Map<number, Tracked>()
  /** Not looked at yet, oldest first. */
  readonly #news: News[] = ['come']
  #listener: ResidentListener | undefined
  #begun: Promise<void> | undefined
  #looking: Promise<void> | undefined

  constructor(client: XenStoreClient) {
    this.#client = client
  }

  /** All domains as of now, the newest last; each uuid once. One round trip while there are no news. */
  async all(call?: Call): Promise<Resident[]> {
    await (this.#begun ??= this.#begin())
    if (this.#news.length === 0) await this.#client.domainPath(0, call) // news come before this answer
    await this.#upToDate()
    const newest = new Map<string, Resident>()
    for (const { resident } of this.#tracked.values()) {
      if (!resident) continue
      newest.delete(resident.uuid)
      newest.set(resident.uuid, resident)
    }
    return [...newest.values()]
  }

  /** NO_DOMAIN when there is none of this uuid. */
  async byUuid(uuid: string, call?: Call): Promise<Resident> {
    const found = (await this.all(call)).find((each) => each.uuid === uuid)
    if (found) return found
    throw noDomain(`no domain with matching uuid '${uuid}'`)
  }

  async byId(id: number, call?: Call): Promise<Resident> {
    const found = (await this.all(call)).find((each) => each.id === id)
    if (found) return found
    throw noDomain(`no domain with matching id ${id}`)
  }

  /** In old stores a guest can choose its name: one that several have is nobody's. */
  async byName(name: string, call?: Call): Promise<Resident> {
    const [found, ...others] = (await this.all(call)).filter((each) => each.name === name)
    if (!found) throw noDomain(`no domain with matching name '${name}'`)
    if (others.length > 0) throw ambiguous(name)
    return found
  }

  /** From when this resolves, the listener is told of everything. One listener at a time. */
  async listen(listener: ResidentListener): Promise<void> {
    await this.all()
    this.#listener = listener
    for (const tracked of this.#tracked.values()) listener.tracked(tracked)
    this.#look()
  }

  unlisten(): void {
    this.#listener = undefined
  }

  async #begin(): Promise<void> {
    const watches = [
      this.#client.listen('@introduceDomain', { changed: () => this.#hear('come') }),
      this.#client.listen('@releaseDomain', { changed: () => this.#hear('gone') }),
    ]
    try {
      await Promise.all(watches.map(({ ready }) => ready))
    } catch (error) {
      for (const { stop } of watches) stop()
      this.#begun = undefined
      throw error
    }
  }

  #hear(news: News): void {
    if (this.#news.at(-1) !== news) this.#news.push(news)
    this.#look()
  }

  /** Nobody has to ask, when somebody listens; and what could not be read is read again. */
  #look(): void {
    if (!this.#listener) return
    this.#upToDate().catch((error: unknown) => {
      if (VirtError.is(error) && error.code === 'CONNECTION_LOST') return
      setTimeout(() => this.#look(), pause).unref()
    })
  }

  #upToDate(): Promise<void> {
    if (this.#news.length === 0) return this.#looking ?? Promise.resolve()
    return (this.#looking ??= this.#catchUp())
  }

  async #catchUp(): Promise<void> {
    try {
      for (let news = this.#news.shift(); news; news = this.#news.shift()) await this.#lookAt(news)
    } finally {
      this.#looking = undefined
    }
  }

  async #lookAt(news: News): Promise<void> {
    try {
      const findings = await findAll(this.#client, (id) => this.#track(id))
      if (news === 'gone') this.#leave(new Map(findings.map((finding) => [finding.tracked.id, finding])))
      else for (const each of findings) if (news === 'come' || each.tracked.introduced) this.#enter(each)
    } catch (error) {
      this.#news.unshift(news)
      throw error
    }
  }

  #track(id: number): Tracked {
    const known = this.#tracked.get(id)
    if (known) return known
    const tracked = new Tracked(this.#client, id)
    this.#tracked.set(id, tracked)
    for (const node of ['name', 'vm']) tracked.watch(node, () => this.#hear('changed'))
    this.#listener?.tracked(tracked)
    return tracked
  }

  #enter({ tracked, introduced, resident }: Finding): void {
    if (!introduced && !tracked.resident) return this.#forget(tracked)
    tracked.introduced ||= introduced
    if (!introduced || !resident) return
    const known = tracked.resident
    tracked.resident = resident
    if (known?.uuid === resident.uuid) return
    if (known) this.#listener?.gone(known)
    this.#listener?.come(resident)
  }

  #leave(findings: ReadonlyMap<number, Finding>): void {
    for (const tracked of this.#tracked.values()) {
      const { resident: known } = tracked
      const { introduced = false, resident } = findings.get(tracked.id) ?? {}
      const another = known && resident && known.uuid !== resident.uuid
      if (introduced && !another) continue
      tracked.resident = undefined
      if (!introduced) this.#forget(tracked)
      else if (!this.#news.includes('come')) this.#news.push('come')
      if (known) this.#listener?.gone(known)
    }
  }

  #forget(tracked: Tracked): void {
    tracked.forget()
    this.#tracked.delete(tracked.id)
  }
}

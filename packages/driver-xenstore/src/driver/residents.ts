import { VirtError, type Call } from '@virt/core/driver'
import type { XenStoreClient } from '../client/client.js'
import { ambiguous, noDomain } from './errors.js'
import { controlUuid, nodeOf, type Resident } from './resident.js'
import { Tracked } from './tracked.js'
import { idOf, nameOf, uuidOf } from './values.js'

/** Told of who has come and gone, in the order in which the store tells; and of changes of watched nodes. */
export interface ResidentListener {
  readonly gone: (resident: Resident) => void
  readonly come: (resident: Resident) => void
  /** Before anything is read of it. */
  readonly tracked: (tracked: Tracked) => void
}

/** Milliseconds until a failed look is repeated for a listener. */
const pause = 1000

interface Finding {
  readonly tracked: Tracked
  readonly introduced: boolean
  readonly resident: Resident | undefined
}

/**
 * The domains that the store knows. What was read is kept for as long as the store tells of no change: it tells when a
 * domain comes or goes, and when the name of one changes.
 */
export class Residents {
  readonly #client: XenStoreClient
  readonly #tracked = new Map<number, Tracked>()
  #listener: ResidentListener | undefined
  #begun: Promise<void> | undefined
  #stale = true
  #survey: Promise<void> | undefined

  constructor(client: XenStoreClient) {
    this.#client = client
  }

  /** All domains as of now, the newest last; each uuid once. One round trip while nothing has changed. */
  async all(call?: Call): Promise<Resident[]> {
    await (this.#begun ??= this.#begin())
    if (!this.#stale) await this.#client.domainPath(0, call) // what has changed is told before this answer comes
    await this.#settled()
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

  /** Guests can choose their own name in old stores: one that several have is nobody's. */
  async byName(name: string, call?: Call): Promise<Resident> {
    const [found, ...others] = (await this.all(call)).filter((each) => each.name === name)
    if (!found) throw noDomain(`no domain with matching name '${name}'`)
    if (others.length > 0) throw ambiguous(name)
    return found
  }

  /** From when this resolves, the listener is told of every change. One listener at a time. */
  async listen(listener: ResidentListener): Promise<readonly Resident[]> {
    const present = await this.all()
    this.#listener = listener
    for (const tracked of this.#tracked.values()) listener.tracked(tracked)
    if (this.#stale) this.#changed()
    return present
  }

  unlisten(): void {
    this.#listener = undefined
  }

  async #begin(): Promise<void> {
    const changed = (): void => this.#changed()
    const watches = ['@introduceDomain', '@releaseDomain'].map((event) =>
      this.#client.listen(event, { changed }),
    )
    try {
      await Promise.all(watches.map(({ ready }) => ready))
    } catch (error) {
      for (const { stop } of watches) stop()
      this.#begun = undefined
      throw error
    }
  }

  readonly #changed = (): void => {
    this.#stale = true
    if (this.#listener) this.#settled().catch((error: unknown) => this.#tryAgain(error))
  }

  /** A listener must not miss what could not be read. */
  #tryAgain(error: unknown): void {
    if (VirtError.is(error) && error.code === 'CONNECTION_LOST') return
    setTimeout(this.#changed, pause).unref()
  }

  #settled(): Promise<void> {
    if (!this.#stale) return this.#survey ?? Promise.resolve()
    return (this.#survey ??= this.#look())
  }

  async #look(): Promise<void> {
    try {
      while (this.#stale) await this.#lookOnce()
    } finally {
      this.#survey = undefined
    }
  }

  async #lookOnce(): Promise<void> {
    this.#stale = false
    const findings = await this.#findAll().catch((error: unknown) => {
      this.#stale = true
      throw error
    })
    const known = new Map(findings.map((finding) => [finding.tracked.id, finding]))
    for (const [id, tracked] of [...this.#tracked]) this.#leave(tracked, known.get(id))
    for (const finding of findings) this.#enter(finding)
  }

  async #findAll(): Promise<Finding[]> {
    const names = await this.#client.tryDirectory('/local/domain')
    const ids = names.map(idOf).filter((id) => id !== undefined)
    return Promise.all(ids.map((id) => this.#find(this.#track(id))))
  }

  #track(id: number): Tracked {
    const known = this.#tracked.get(id)
    if (known) return known
    const tracked = new Tracked(this.#client, id)
    this.#tracked.set(id, tracked)
    tracked.watch('name', this.#changed)
    tracked.watch('vm', this.#changed)
    this.#listener?.tracked(tracked)
    return tracked
  }

  /** Everything at once: the watches, which come first, and the nodes. */
  async #find(tracked: Tracked): Promise<Finding> {
    const { id } = tracked
    const [introduced, name, vm] = await Promise.all([
      this.#client.isDomainIntroduced(id),
      this.#client.tryRead(nodeOf(tracked, 'name')),
      this.#client.tryRead(nodeOf(tracked, 'vm')),
    ])
    return { tracked, introduced, resident: residentOf(id, name, vm) }
  }

  #leave(tracked: Tracked, finding: Finding | undefined): void {
    const { resident } = tracked
    const another = finding?.resident && resident && finding.resident.uuid !== resident.uuid
    const stays = finding?.introduced === true
    if (stays && !another) return
    tracked.resident = undefined
    if (!stays) {
      tracked.forget()
      this.#tracked.delete(tracked.id)
    }
    if (resident) this.#listener?.gone(resident)
  }

  #enter({ tracked, introduced, resident }: Finding): void {
    if (!introduced || !resident) return
    const known = tracked.resident
    tracked.resident = resident
    if (!known) this.#listener?.come(resident)
  }
}

function residentOf(id: number, text: string | undefined, vm: string | undefined): Resident | undefined {
  const name = nameOf(text)
  const uuid = id === 0 && vm === undefined ? controlUuid : uuidOf(vm)
  return name === undefined || uuid === undefined ? undefined : { id, name, uuid, vm }
}

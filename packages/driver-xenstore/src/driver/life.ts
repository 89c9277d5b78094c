import type { DomainEvent, DomainRef, Emit, LifecycleDetails, Unsubscribe } from '@virt/core/driver'
import type { XenStoreClient } from '../client/client.js'
import type { GuestRequest } from './guest-request.js'
import { nodeOf, type Resident } from './resident.js'
import type { Residents } from './residents.js'
import type { Tracked } from './tracked.js'
import { numberOf } from './values.js'

/** How a domain ends that was asked to: by what stood in `control/shutdown`. The store tells nothing else of an end. */
const endings: Readonly<Record<string, LifecycleDetails['stopped']>> = {
  poweroff: 'shutdown',
  halt: 'shutdown',
  reboot: 'shutdown',
  suspend: 'saved',
}

const mostReboots = 256

/** Tells who listens of domains that come and go, as the store tells. */
export class Life {
  readonly #client: XenStoreClient
  readonly #residents: Residents
  readonly #listeners = new Set<Emit<DomainEvent>>()
  readonly #asked = new Map<number, string>()
  readonly #targets = new Map<number, number>()
  readonly #rebooting = new Set<string>()
  #listening: Promise<unknown> | undefined

  constructor(client: XenStoreClient, residents: Residents) {
    this.#client = client
    this.#residents = residents
  }

  async subscribe(emit: Emit<DomainEvent>): Promise<Unsubscribe> {
    const listener: Emit<DomainEvent> = (event) => emit(event)
    try {
      await (this.#listening ??= this.#listen())
    } catch (error) {
      this.#listening = undefined
      throw error
    }
    this.#listeners.add(listener)
    return () => this.#drop(listener)
  }

  /** A guest was asked by ourselves: it may have taken the request out of the store before it can be read there. */
  asked({ id }: Resident, request: GuestRequest): void {
    if (this.#listeners.size > 0) this.#asked.set(id, request)
  }

  #listen(): Promise<unknown> {
    return this.#residents.listen({
      come: (resident) => this.#come(resident),
      gone: (resident) => this.#gone(resident),
      tracked: (tracked) => this.#watch(tracked),
    })
  }

  #drop(listener: Emit<DomainEvent>): void {
    this.#listeners.delete(listener)
    if (this.#listeners.size > 0) return
    this.#listening = undefined
    this.#residents.unlisten()
  }

  #come(resident: Resident): void {
    const domain = refOf(resident)
    this.#emit({ type: 'lifecycle', domain, event: 'started', detail: 'booted' })
    if (this.#rebooting.delete(domain.uuid)) this.#emit({ type: 'reboot', domain })
  }

  #gone({ id, name, uuid }: Resident): void {
    const asked = this.#asked.get(id) ?? ''
    this.#asked.delete(id)
    this.#targets.delete(id)
    if (asked === 'reboot' && this.#rebooting.size < mostReboots) this.#rebooting.add(uuid)
    const detail = (Object.hasOwn(endings, asked) && endings[asked]) || 'shutdown'
    this.#emit({ type: 'lifecycle', domain: { name, uuid }, event: 'stopped', detail })
  }

  #watch(tracked: Tracked): void {
    this.#asked.delete(tracked.id)
    this.#targets.delete(tracked.id)
    const asked = once(() => this.#readAsked(tracked))
    const target = once(() => this.#readTarget(tracked))
    tracked.watch('control/shutdown', asked)
    tracked.watch('memory/target', target)
    asked()
    target()
  }

  async #readAsked(tracked: Tracked): Promise<void> {
    const asked = await this.#client.tryRead(nodeOf(tracked, 'control', 'shutdown'))
    if (asked !== undefined && Object.hasOwn(endings, asked)) this.#asked.set(tracked.id, asked)
  }

  async #readTarget(tracked: Tracked): Promise<void> {
    const actual = numberOf(await this.#client.tryRead(nodeOf(tracked, 'memory', 'target')))
    if (actual === undefined || this.#targets.get(tracked.id) === actual) return
    const known = this.#targets.has(tracked.id)
    this.#targets.set(tracked.id, actual)
    if (known && tracked.resident)
      this.#emit({ type: 'balloonChange', domain: refOf(tracked.resident), actual })
  }

  #emit(event: DomainEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}

export const refOf = ({ name, uuid, id }: Resident): DomainRef => ({ name, uuid, id })

/** However often it is wanted, it runs once at a time, and once more if it was wanted meanwhile: a guest can write faster than we read. */
function once(work: () => Promise<void>): () => void {
  let [running, again] = [false, false]
  const run = (): void => {
    again = running
    if (running) return
    running = true
    const over = (): void => {
      running = false
      if (again) run()
    }
    work().then(over, over)
  }
  return run
}

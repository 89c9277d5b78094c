import { type Call, type DomainEvent, type DomainRef, type Emit, VirtError } from '@virt/core/driver'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Inventory } from '../inventory.js'
import { type Facts, isActive } from '../protocol/facts.js'
import { type Cause, changes } from './compare.js'

/** How long xend may be away before its connection counts as lost, in milliseconds: it is restarted faster. */
const usualPatience = 30_000

/** Which domain a change is about, and what it does. */
export interface Change {
  readonly domain: DomainRef
  readonly cause?: Cause
}

/**
 * xend tells nothing by itself. While somebody listens, all domains are looked at in a stated interval, one look at a
 * time, and what differs is told. What this connection changes itself is looked at as soon as it is done.
 */
export class Watch {
  /** Resolves when xend has been away for too long while somebody listened. */
  readonly lost: Promise<VirtError>
  readonly #inventory: Inventory
  readonly #interval: number
  readonly #patience: number
  readonly #listeners = new Set<Emit<DomainEvent>>()
  readonly #changing = new Map<string, number>()
  #arriving = 0
  #known: Map<string, Facts> | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #looking = false
  #stop = new AbortController()
  #failing: number | undefined
  #lose: (error: VirtError) => void = () => undefined

  constructor(inventory: Inventory, interval: number, patience: number = usualPatience) {
    this.#patience = patience
    this.#inventory = inventory
    this.#interval = interval
    this.lost = new Promise((resolve) => (this.#lose = resolve))
  }

  async subscribe(emit: Emit<DomainEvent>, call: Call): Promise<() => void> {
    this.#listeners.add(emit)
    try {
      await this.#inTurn(async () => {
        this.#known ??= byUuid(await this.#inventory.all(call))
      })
    } catch (thrown) {
      this.#leave(emit)
      throw thrown
    }
    void this.#look()
    return () => this.#leave(emit)
  }

  /** Make a change, and then tell what it has come to, if somebody listens. */
  async during<T>({ domain, cause }: Change, work: () => Promise<T>): Promise<T> {
    const { uuid } = domain
    this.#changing.set(uuid, (this.#changing.get(uuid) ?? 0) + 1)
    try {
      const result = await work()
      await this.#lookAt(domain, cause)
      return result
    } finally {
      const left = (this.#changing.get(uuid) ?? 1) - 1
      if (left > 0) this.#changing.set(uuid, left)
      else this.#changing.delete(uuid)
    }
  }

  /** Bring a domain back whose uuid is not known before: who looks meanwhile leaves newcomers to the one who brings it. */
  async duringArrival<T>(work: () => Promise<T>): Promise<T> {
    this.#arriving++
    try {
      return await work()
    } finally {
      this.#arriving--
    }
  }

  close(): void {
    for (const emit of this.#listeners) this.#leave(emit)
  }

  #leave(emit: Emit<DomainEvent>): void {
    this.#listeners.delete(emit)
    if (this.#listeners.size > 0) return
    this.#known = undefined
    this.#failing = undefined
    this.#stop.abort(new VirtError('OPERATION_ABORTED'))
    this.#stop = new AbortController()
  }

  /** Again and again, as long as somebody listens. */
  async #look(): Promise<void> {
    if (this.#looking) return
    this.#looking = true
    while (this.#listeners.size > 0) {
      const { signal } = this.#stop
      try {
        await sleep(this.#interval, undefined, { signal })
        await this.#inTurn(async () =>
          this.#compare(byUuid(await this.#inventory.all(this.#patiently(signal)))),
        )
        this.#failing = undefined
      } catch (thrown) {
        if (!signal.aborted) this.#failed(thrown)
      }
    }
    this.#looking = false
  }

  #patiently(signal: AbortSignal): Call {
    return { signal: AbortSignal.any([signal, AbortSignal.timeout(this.#patience)]) }
  }

  #failed(thrown: unknown): void {
    this.#failing ??= Date.now()
    if (Date.now() - this.#failing < this.#patience) return
    this.#lose(
      new VirtError('CONNECTION_LOST', 'xend does not answer any more', { origin: 'XEND', cause: thrown }),
    )
  }

  /** A domain that is being changed is left out: whoever changes it looks when it is done. */
  #compare(now: Map<string, Facts>): void {
    const before = this.#known
    if (!before) return
    for (const uuid of new Set([...before.keys(), ...now.keys()]))
      if (!this.#changing.has(uuid) && !(this.#arriving > 0 && comes(before.get(uuid), now.get(uuid))))
        this.#tell(uuid, now.get(uuid))
  }

  async #lookAt(domain: DomainRef, cause: Cause | undefined): Promise<void> {
    if (!this.#known) return
    const call = this.#patiently(this.#stop.signal)
    await this.#inTurn(async () => {
      const found = await this.#inventory.find(domain, call).catch(unknown)
      this.#tell(domain.uuid, found?.facts, cause)
    }).catch(() => undefined)
  }

  #tell(uuid: string, now: Facts | undefined, cause?: Cause): void {
    if (!this.#known) return
    const events = changes(this.#known.get(uuid), now, cause)
    if (now) this.#known.set(uuid, now)
    else this.#known.delete(uuid)
    for (const event of events) for (const emit of this.#listeners) emit(event)
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => undefined)
    return turn
  }
}

const comes = (before: Facts | undefined, now: Facts | undefined): boolean =>
  now !== undefined && isActive(now) && !(before && isActive(before))

const byUuid = (all: readonly Facts[]): Map<string, Facts> => new Map(all.map((facts) => [facts.uuid, facts]))

function unknown(thrown: unknown): undefined {
  if (VirtError.is(thrown) && thrown.code === 'NO_DOMAIN') return undefined
  throw thrown
}

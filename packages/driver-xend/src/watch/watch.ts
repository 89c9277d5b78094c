import { type Call, type DomainEvent, type DomainRef, type Emit, VirtError } from '@virt/core/driver'
import type { Inventory } from '../inventory.js'
import type { Facts } from '../protocol/facts.js'
import { type Cause, changes } from './compare.js'

/** How long xend may be away before its connection counts as lost, in milliseconds: it is restarted faster. */
const patience = 30_000

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
  readonly #listeners = new Set<Emit<DomainEvent>>()
  readonly #changing = new Map<string, number>()
  #known: Map<string, Facts> | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined
  #stop = new AbortController()
  #failing: number | undefined
  #lose: (error: VirtError) => void = () => undefined

  constructor(inventory: Inventory, interval: number) {
    this.#inventory = inventory
    this.#interval = interval
    this.lost = new Promise((resolve) => (this.#lose = resolve))
  }

  async subscribe(emit: Emit<DomainEvent>, call: Call): Promise<() => void> {
    await this.#inTurn(async () => {
      this.#known ??= byUuid(await this.#inventory.all(call))
    })
    this.#listeners.add(emit)
    this.#schedule()
    return () => this.#leave(emit)
  }

  /** Make a change, and then tell what it has come to, if somebody listens. */
  async during<T>({ domain, cause }: Change, work: () => Promise<T>): Promise<T> {
    const { uuid } = domain
    this.#changing.set(uuid, (this.#changing.get(uuid) ?? 0) + 1)
    try {
      const result = await work()
      await this.#look(domain, cause)
      return result
    } finally {
      const left = (this.#changing.get(uuid) ?? 1) - 1
      if (left > 0) this.#changing.set(uuid, left)
      else this.#changing.delete(uuid)
    }
  }

  close(): void {
    for (const emit of this.#listeners) this.#leave(emit)
  }

  #leave(emit: Emit<DomainEvent>): void {
    this.#listeners.delete(emit)
    if (this.#listeners.size > 0) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#known = undefined
    this.#stop.abort(new VirtError('OPERATION_ABORTED'))
    this.#stop = new AbortController()
  }

  #schedule(): void {
    if (this.#timer || this.#listeners.size === 0) return
    this.#timer = setTimeout(() => void this.#poll(), this.#interval)
  }

  async #poll(): Promise<void> {
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(patience)])
    try {
      await this.#inTurn(async () => this.#compare(byUuid(await this.#inventory.all({ signal }))))
      this.#failing = undefined
    } catch (thrown) {
      this.#failed(thrown)
    }
    this.#timer = undefined
    this.#schedule()
  }

  #failed(thrown: unknown): void {
    if (this.#listeners.size === 0) return
    this.#failing ??= Date.now()
    if (Date.now() - this.#failing < patience) return
    this.#lose(
      new VirtError('CONNECTION_LOST', 'xend does not answer any more', { origin: 'XEND', cause: thrown }),
    )
  }

  /** A domain that is being changed is left out: whoever changes it looks when it is done. */
  #compare(now: Map<string, Facts>): void {
    const before = this.#known
    if (!before) return
    for (const uuid of new Set([...before.keys(), ...now.keys()]))
      if (!this.#changing.has(uuid)) this.#tell(uuid, now.get(uuid))
  }

  async #look(domain: DomainRef, cause: Cause | undefined): Promise<void> {
    if (!this.#known) return
    const call = { signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(patience)]) }
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

const byUuid = (all: readonly Facts[]): Map<string, Facts> => new Map(all.map((facts) => [facts.uuid, facts]))

function unknown(thrown: unknown): undefined {
  if (VirtError.is(thrown) && thrown.code === 'NO_DOMAIN') return undefined
  throw thrown
}

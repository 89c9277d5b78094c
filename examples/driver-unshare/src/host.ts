import { randomUUID } from 'node:crypto'
import type { DomainConfig } from '@virt/core/config'
import {
  type DomainEvent,
  type DomainRef,
  type Emit,
  type LifecycleEvent,
  VirtError,
} from '@virt/core/driver'
import { Guest } from './guest.js'
import { Run } from './run.js'

type Told<E extends LifecycleEvent = LifecycleEvent> = E extends LifecycleEvent
  ? Pick<E, 'event' | 'detail'>
  : never

/** The domains of this process, in memory, and who wants to hear of them. */
export class Host {
  readonly #guests = new Map<string, Guest>()
  readonly #listeners = new Set<Emit<DomainEvent>>()

  get guests(): readonly Guest[] {
    return [...this.#guests.values()]
  }

  /** The one domain that is so; NO_DOMAIN when there is none. */
  find(what: string, fits: (guest: Guest) => boolean): Guest {
    const guest = this.guests.find(fits)
    if (!guest) throw new VirtError('NO_DOMAIN', `no domain with matching ${what}`)
    return guest
  }

  /** The domain that a reference means: its uuid decides. */
  get({ uuid }: DomainRef): Guest {
    return this.find(`uuid '${uuid}'`, (guest) => guest.uuid === uuid)
  }

  /** The domain that a description is about, made where it is new. DOM_EXIST when name or uuid belongs to another. */
  claim({ name, uuid = randomUUID() }: DomainConfig): Guest {
    const known = this.guests.find((guest) => guest.name === name || guest.uuid === uuid)
    if (!known) return new Guest(name, uuid)
    if (known.name !== name || known.uuid !== uuid)
      throw new VirtError('DOM_EXIST', `domain '${known.name}' already exists with uuid ${known.uuid}`)
    return known
  }

  /** Keep a domain as long as there is anything of it. */
  settle(guest: Guest): void {
    if (guest.defined || guest.run) this.#guests.set(guest.uuid, guest)
    else this.#guests.delete(guest.uuid)
  }

  begin(guest: Guest, config: DomainConfig, paused = false): DomainRef {
    const run = new Run(config)
    guest.run = run
    if (paused) run.pause(true)
    this.settle(guest)
    this.tell(guest, { event: 'started', detail: 'booted' })
    if (paused) this.tell(guest, { event: 'suspended', detail: 'paused' })
    void run.ended.then((detail) => {
      guest.run = undefined
      this.settle(guest)
      this.tell(guest, { event: 'stopped', detail })
    })
    return guest.ref
  }

  tell({ ref }: Guest, told: Told): void {
    for (const emit of this.#listeners) emit({ type: 'lifecycle', domain: ref, ...told })
  }

  listen(emit: Emit<DomainEvent>): () => void {
    const listener: Emit<DomainEvent> = (event) => emit(event)
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

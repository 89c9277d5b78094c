import type { DomainEvent, NetworkEvent } from '../contract/events.js'
import type { Connection } from '../front/connection.js'
import { equal, eventually } from './expect.js'

type EventOf<T extends DomainEvent['type']> = DomainEvent extends infer E
  ? E extends DomainEvent
    ? T extends E['type']
      ? E
      : never
    : never
  : never

/** Keeps the events of a connection from now on, and compares those of one object with what should have happened. */
export class Recorder {
  readonly domains: DomainEvent[] = []
  readonly networks: NetworkEvent[] = []
  readonly #within: number

  constructor(within: number) {
    this.#within = within
  }

  static async domains(connection: Connection, within: number): Promise<Recorder> {
    const recorder = new Recorder(within)
    await connection.on('domain', (event) => recorder.domains.push(event))
    return recorder
  }

  static async networks(connection: Connection, within: number): Promise<Recorder> {
    const recorder = new Recorder(within)
    await connection.on('network', (event) => recorder.networks.push(event))
    return recorder
  }

  of(uuid: string): DomainEvent[] {
    return this.domains.filter(({ domain }) => domain.uuid === uuid)
  }

  /** The life of a domain in words: `started booted`. */
  life(uuid: string): string[] {
    return this.of(uuid).flatMap((event) =>
      event.type === 'lifecycle' ? [`${event.event} ${event.detail}`] : [],
    )
  }

  /** Wait until exactly these events of its life have come. */
  lives(uuid: string, expected: readonly string[]): Promise<void> {
    return eventually(this.#within, () => equal(this.life(uuid), expected, 'the sequence of events'))
  }

  /** Wait until an event of this type has come; the first is the answer. */
  async first<T extends DomainEvent['type']>(uuid: string, type: T): Promise<EventOf<T>> {
    const find = (): DomainEvent | undefined => this.of(uuid).find((event) => event.type === type)
    await eventually(this.#within, () => equal(find()?.type, type, 'the type of an event that must come'))
    return find() as EventOf<T>
  }

  /** The same of a network. */
  networkLives(uuid: string, expected: readonly string[]): Promise<void> {
    const life = (): string[] =>
      this.networks.filter(({ network }) => network.uuid === uuid).map(({ event }) => event)
    return eventually(this.#within, () => equal(life(), expected, 'the sequence of events'))
  }
}

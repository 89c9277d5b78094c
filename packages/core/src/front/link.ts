import type { ChannelReport } from '../channels/channel.js'
import { Router } from '../channels/router.js'
import { VirtError } from '../errors/virt-error.js'
import type { OpenedChannels } from '../registry/open-channels.js'
import { EventHub } from './event-hub.js'
import { Gate } from './gate.js'

/** The life of a connection under its front: open, until it is closed by the user or lost by its last channel. */
export class Link {
  readonly uri: string
  readonly readOnly: boolean
  readonly gate: Gate
  readonly events: EventHub
  readonly #opened: OpenedChannels
  readonly #lost = new Map<string, VirtError>()
  readonly #listeners = new Set<(error: VirtError) => void>()
  #closing: Promise<void> | undefined

  constructor(opened: OpenedChannels, readOnly: boolean, timeout: number) {
    this.uri = opened.uri.text
    this.readOnly = readOnly
    this.gate = new Gate(new Router(opened.channels), readOnly, timeout)
    this.events = new EventHub(this.gate)
    this.#opened = opened
    for (const { driver, connection } of opened.channels)
      void connection.lost?.then((error) => this.#lose(driver, error))
  }

  get driver(): string {
    return this.#opened.channels[0]?.driver ?? ''
  }

  report(): readonly ChannelReport[] {
    return this.#opened.report.map((each) => {
      const error = this.#lost.get(each.driver)
      if (error) return { ...each, status: 'lost', reason: error.message }
      if (each.status !== 'open') return each
      return this.#closing ? { ...each, status: 'closed' } : { ...each, ...this.#diagnostics(each.driver) }
    })
  }

  #diagnostics(driver: string): Pick<ChannelReport, 'diagnostics'> {
    const channel = this.#opened.channels.find((each) => each.driver === driver)
    const diagnostics = channel?.connection.diagnostics?.() ?? []
    return diagnostics.length === 0 ? {} : { diagnostics }
  }

  onLost(listener: (error: VirtError) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    this.gate.close(new VirtError('INVALID_CONN', 'a closed connection'))
    this.events.close()
    await Promise.all(this.#opened.channels.map(({ connection }) => connection.close()))
  }

  #lose(driver: string, error: VirtError): void {
    if (this.#closing) return
    this.#lost.set(driver, error)
    if (this.#lost.size < this.#opened.channels.length) return
    this.gate.close(error)
    this.events.close(error)
    for (const listener of this.#listeners) listener(error)
  }
}

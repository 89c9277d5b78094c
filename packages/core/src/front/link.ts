import type { ChannelReport } from '../channels/channel.js'
import { Router } from '../channels/router.js'
import type { DriverConnection } from '../contract/driver.js'
import { VirtError } from '../errors/virt-error.js'
import type { OpenedChannels } from '../registry/open-channels.js'
import { EventHub } from './event-hub.js'
import { Gate } from './gate.js'
import { persist, type ReconnectOptions } from './reconnect.js'

/** How the user wants a connection to be. */
export interface LinkOptions {
  readonly readOnly: boolean
  readonly callTimeout: number
  /** Absent: what is lost stays lost. */
  readonly reconnect?: ReconnectOptions
}

/** The life of a connection under its front: open, until it is closed by the user or lost by its last channel. */
export class Link {
  readonly uri: string
  readonly readOnly: boolean
  readonly gate: Gate
  readonly events: EventHub
  readonly #opened: OpenedChannels
  readonly #reconnect: ReconnectOptions | undefined
  readonly #lost = new Map<string, VirtError>()
  readonly #listeners = new Set<(error: VirtError) => void>()
  readonly #observers = new Set<(report: ChannelReport) => void>()
  readonly #closed = new AbortController()
  #closing: Promise<void> | undefined

  constructor(opened: OpenedChannels, { readOnly, callTimeout, reconnect }: LinkOptions) {
    this.uri = opened.uri.text
    this.readOnly = readOnly
    this.gate = new Gate(new Router(opened.channels), readOnly, callTimeout)
    this.events = new EventHub(this.gate)
    this.#opened = opened
    this.#reconnect = reconnect
    for (const { driver } of opened.channels) this.#watch(driver)
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

  /** Told once, when the last channel is lost for good. */
  onLost(listener: (error: VirtError) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Told whenever a channel is lost or there again. */
  onChannel(observer: (report: ChannelReport) => void): () => void {
    this.#observers.add(observer)
    return () => void this.#observers.delete(observer)
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    this.#closed.abort()
    this.gate.close(new VirtError('INVALID_CONN', 'a closed connection'))
    this.events.close()
    await Promise.all(this.#opened.channels.map(({ connection }) => connection.close()))
  }

  #connection(driver: string): DriverConnection | undefined {
    return this.#opened.channels.find((each) => each.driver === driver)?.connection
  }

  #diagnostics(driver: string): Pick<ChannelReport, 'diagnostics'> {
    const diagnostics = this.#connection(driver)?.diagnostics?.() ?? []
    return diagnostics.length === 0 ? {} : { diagnostics }
  }

  #watch(driver: string): void {
    void this.#connection(driver)?.lost?.then((error) => this.#lose(driver, error))
  }

  #lose(driver: string, error: VirtError): void {
    if (this.#closing) return
    this.#lost.set(driver, error)
    this.gate.router.lose(driver)
    const all = this.#lost.size === this.#opened.channels.length
    if (all && !this.#reconnect) this.#end(error)
    else {
      if (all) this.gate.interrupt(error)
      this.events.rewire(error.message, this.#reconnect ? undefined : error)
    }
    this.#tell(driver)
    if (this.#reconnect) void this.#reopen(driver, this.#reconnect, error)
  }

  #end(error: VirtError): void {
    this.gate.close(error)
    this.events.close(error)
    for (const listener of this.#listeners) listener(error)
  }

  async #reopen(driver: string, options: ReconnectOptions, { message }: VirtError): Promise<void> {
    const { signal } = this.#closed
    const channel = await persist(() => this.#opened.reopen(driver, signal), options, signal)
    if (!channel) return
    if (this.#closing) return channel.connection.close()
    this.#lost.delete(driver)
    this.gate.router.restore(channel)
    this.#watch(driver)
    this.events.rewire(message)
    this.#tell(driver)
  }

  #tell(driver: string): void {
    const report = this.report().find((each) => each.driver === driver)
    if (report) for (const observer of this.#observers) observer(report)
  }
}

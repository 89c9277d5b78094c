import { parseDomain } from '@virt/core/config'
import { connect } from '@virt/core/rpc'
import { nanoDomainXml } from '../guests/index.mjs'

const uuid = '00000000-0000-4000-8000-000000000050'
/** A running guest is ended and started anew each so many times. */
const life = 50

/** Whoever changes domains, so that there are events: definitions that come and go, and a guest that runs and pauses. */
export class Changes {
  /** The domain that is there all the time. */
  guest = { name: 'soaked', uuid }
  /** Events that were told to it. */
  events = 0
  #connection
  #withGuest
  #turns = 0
  #passing = parseDomain(nanoDomainXml({ name: 'passing' }))

  /** @param {import('@virt/core/driver').DriverConnection} connection @param {boolean} withGuest */
  constructor(connection, withGuest) {
    this.#connection = connection
    this.#withGuest = withGuest
  }

  /** @param {string} socket @param {{withGuest: boolean}} options whether a real QEMU runs */
  static async begin(socket, { withGuest }) {
    const changes = new Changes(await connect(socket), withGuest)
    await changes.#begin()
    return changes
  }

  /** Make so many events more, or a few above. @param {number} count */
  async make(count) {
    const enough = this.events + count
    while (this.events < enough) await this.#turn()
  }

  async end() {
    const { domains } = this.#connection
    if (this.#withGuest) await domains.destroy(this.guest, {}, {})
    await domains.undefine(this.guest, {}, {})
    await this.#connection.close()
  }

  async #begin() {
    const { domains } = this.#connection
    await domains.define(parseDomain(nanoDomainXml(this.guest)), {})
    if (this.#withGuest) await domains.start(this.guest, {}, {})
    await domains.subscribe(() => void this.events++, {})
  }

  async #turn() {
    const { domains } = this.#connection
    const passing = await domains.define(this.#passing, {})
    await domains.undefine(passing, {}, {})
    if (!this.#withGuest) return
    await domains.suspend(this.guest, {})
    await domains.resume(this.guest, {})
    if (++this.#turns % life > 0) return
    await domains.destroy(this.guest, {}, {})
    await domains.start(this.guest, {}, {})
  }
}

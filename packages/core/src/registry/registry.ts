import { contractVersion, type Driver } from '../contract/driver.js'
import { VirtError } from '../errors/virt-error.js'

const home = Symbol.for('@virt/core:registry')

/** The drivers that a program may open connections with: an ordinary value, so that a program may keep several. */
export class Registry {
  readonly #drivers = new Map<string, Driver>()

  /**
   * Add a driver. The same driver again is no change; another one of the same name is DRIVER_EXIST, one written for
   * another contract CONTRACT_MISMATCH.
   */
  register(driver: Driver): void {
    const { name, contract } = driver
    if (contract !== contractVersion)
      throw new VirtError(
        'CONTRACT_MISMATCH',
        `driver '${name}' has contract ${contract}, this core has ${contractVersion}`,
      )
    const known = this.#drivers.get(name)
    if (known === driver) return
    if (known) throw new VirtError('DRIVER_EXIST', `'${name}'`)
    this.#drivers.set(name, driver)
  }

  /** In order of registration. */
  get drivers(): readonly Driver[] {
    return [...this.#drivers.values()]
  }

  /** Those that serve a URI scheme. */
  forScheme(scheme: string): readonly Driver[] {
    return this.drivers.filter(({ schemes }) => schemes.includes(scheme))
  }
}

/** The registry that driver packages enter when they are imported. Two copies of this package share it. */
export const defaultRegistry: Registry = ((globalThis as { [home]?: Registry })[home] ??= new Registry())

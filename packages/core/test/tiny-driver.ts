import type { Driver, DriverConnection, DomainRef } from '../src/driver.js'
import { contractVersion, Registry, VirtError } from '../src/driver.js'

export const alpha: DomainRef = { name: 'alpha', uuid: '11111111-1111-4111-8111-111111111111', id: 1 }

/** A driver of a few lines around the given connection, for tests of what stands before drivers. */
export function tinyDriver(connection: Partial<DriverConnection>, overrides: Partial<Driver> = {}): Driver {
  return {
    name: 'tiny',
    contract: contractVersion,
    schemes: ['tiny'],
    open: async () => ({ driver: 'tiny', close: async () => undefined, ...connection }),
    ...overrides,
  }
}

export function registryOf(...drivers: Driver[]): Registry {
  const registry = new Registry()
  for (const driver of drivers) registry.register(driver)
  return registry
}

/** The code of what a promise or a function throws, for whole comparisons. */
export async function codeOf(attempt: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof attempt === 'function' ? attempt() : attempt)
    return 'no error'
  } catch (error) {
    return VirtError.is(error) ? error.code : `not a VirtError: ${String(error)}`
  }
}

import { discoverDrivers, type DriverPackage } from '@virt/core'
import { Registry } from '@virt/core/driver'

/** The driver of the proxy's clients: it would ask the daemon that asks it. */
const ownClient = 'proxy'

/** Told of a driver that cannot be used. */
export type Warn = (message: string) => void

/**
 * The drivers of a URI scheme that are installed beside this package. Nothing is loaded from the working directory: it
 * may be anybody's.
 */
export async function installedDrivers(scheme: string, warn: Warn): Promise<Registry> {
  const registry = new Registry()
  for (const found of await discoverDrivers([new URL('.', import.meta.url)]))
    if (found.name !== ownClient && found.schemes.includes(scheme)) await register(registry, found, warn)
  return registry
}

async function register(registry: Registry, found: DriverPackage, warn: Warn): Promise<void> {
  try {
    registry.register(await found.load())
  } catch (error) {
    warn(`${found.package}: ${(error as Error).message}`)
  }
}

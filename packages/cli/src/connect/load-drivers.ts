import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { defaultRegistry, discoverDrivers } from '@virt/core'
import { isTrusted } from './trusted-place.js'

/** Load what serves a scheme: the package of the obvious name when it is there, else every installed one that says so. */
export async function loadDriversOf(scheme: string, cwd: string): Promise<void> {
  if (defaultRegistry.forScheme(scheme).length > 0) return
  if (await loadByName(`@virt/driver-${scheme}`, cwd)) return
  const packages = await discover(cwd)
  await Promise.all(packages.filter(({ schemes }) => schemes.includes(scheme)).map((each) => each.load()))
}

/** Load every installed driver, so that each can be asked for its hypervisor. One that cannot be loaded is passed over. */
export async function loadAllDrivers(cwd: string): Promise<void> {
  await Promise.allSettled((await discover(cwd)).map((each) => each.load()))
}

/** Drivers are looked for where the user is, unless somebody else could have put them there, and beside this program. */
export async function discover(cwd: string): ReturnType<typeof discoverDrivers> {
  return discoverDrivers([...((await isTrusted(cwd)) ? [cwd] : []), new URL('.', import.meta.url)])
}

async function loadByName(name: string, cwd: string): Promise<boolean> {
  if (await importFound(name, () => name)) return true
  return (await isTrusted(cwd)) && importFound(name, () => resolveFrom(cwd, name))
}

function resolveFrom(directory: string, name: string): string {
  return pathToFileURL(createRequire(join(directory, 'virt.js')).resolve(name)).href
}

/** Whether it is there. A package that is there and breaks is an error. */
async function importFound(name: string, locate: () => string): Promise<boolean> {
  try {
    await import(locate())
    return true
  } catch (thrown) {
    if (isAbsent(thrown, name)) return false
    throw thrown
  }
}

function isAbsent(thrown: unknown, name: string): boolean {
  if (!(thrown instanceof Error) || !('code' in thrown)) return false
  const missing = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED']
  return missing.includes(String(thrown.code)) && thrown.message.includes(name)
}

import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Driver } from '../contract/driver.js'
import { VirtError } from '../errors/virt-error.js'

/** An installed package that says in its package.json that it is a driver, and which of its entry points exports it as `driver`: `"virt": {"driver": ".", "name": "qemu", "schemes": ["qemu"]}`. */
export interface DriverPackage {
  /** npm name. */
  readonly package: string
  readonly version: string
  /** The driver's name. */
  readonly name: string
  readonly schemes: readonly string[]
  readonly contract: number
  /** Where it is installed. */
  readonly directory: string
  /** Import it, which registers it; answers the driver. */
  load(): Promise<Driver>
}

interface Manifest {
  name?: string
  version?: string
  exports?: unknown
  virt?: { driver?: string; name?: string; schemes?: string[]; contract?: number }
}

/**
 * Every driver package that is installed where `from` (files or directories; default: the working directory and this
 * package) would find it, third parties' too, and the one that `from` is in, for its author. Nothing is imported until
 * `load` is called; an unreadable package is passed over.
 */
export async function discoverDrivers(
  from: readonly (string | URL)[] = [process.cwd(), new URL('.', import.meta.url)],
): Promise<DriverPackage[]> {
  const found = new Map<string, DriverPackage>()
  for (const place of new Set(from.flatMap(upwards)))
    for (const each of await Promise.all(
      [place, ...(await packagesIn(join(place, 'node_modules')))].map(describe),
    ))
      if (each && !found.has(each.package)) found.set(each.package, each)
  return [...found.values()].sort((a, b) => (a.package < b.package ? -1 : 1))
}

function upwards(from: string | URL): string[] {
  const start = from instanceof URL ? fileURLToPath(from) : from
  const places: string[] = []
  for (let at = start; ; at = dirname(at)) {
    places.push(at)
    if (at === dirname(at)) return places
  }
}

async function packagesIn(root: string): Promise<string[]> {
  const names = await readdir(root).catch(() => [])
  const nested = names
    .filter((name) => name.startsWith('@'))
    .map(async (scope) => {
      const inner = await readdir(join(root, scope)).catch(() => [])
      return inner.map((name) => join(root, scope, name))
    })
  const plain = names.filter((name) => !name.startsWith('@') && !name.startsWith('.'))
  return [...plain.map((name) => join(root, name)), ...(await Promise.all(nested)).flat()]
}

async function describe(directory: string): Promise<DriverPackage | undefined> {
  const text = await readFile(join(directory, 'package.json'), 'utf8').catch(() => '')
  if (!text.includes('"virt"')) return undefined
  try {
    const { name, version = '', virt } = JSON.parse(text) as Manifest
    if (!name || !virt?.name || !Array.isArray(virt.schemes)) return undefined
    const { schemes, contract = 0 } = virt
    return {
      package: name,
      version,
      name: virt.name,
      schemes,
      contract,
      directory,
      load: () => load(join(name, virt.driver ?? '.'), directory),
    }
  } catch {
    return undefined
  }
}

async function load(entryPoint: string, directory: string): Promise<Driver> {
  const { createRequire } = await import('node:module')
  const entry = createRequire(join(directory, 'package.json')).resolve(entryPoint)
  const module = (await import(pathToFileURL(entry).href)) as Record<string, unknown>
  const driver = module.driver as Driver | undefined
  if (!driver) throw new VirtError('INTERNAL_ERROR', `${entryPoint} exports no 'driver'`)
  return driver
}

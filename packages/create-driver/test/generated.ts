import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createDriver } from '../src/create-driver.js'
import type { Options } from '../src/options.js'

/** Generate into this project's reports, where the workspace's own packages are found. */
export async function generate(name: string): Promise<Options> {
  const directory = fileURLToPath(new URL(`../.reports/generated/${name}`, import.meta.url))
  rmSync(directory, { recursive: true, force: true })
  const options = { name, scheme: name, package: `virt-driver-${name}`, directory }
  await createDriver(options)
  return options
}

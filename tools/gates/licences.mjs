import { publishedPackages } from './lib/packages.mjs'
import { runtimeDependencies } from './lib/runtime-dependencies.mjs'
import { verdict } from './lib/verdict.mjs'

/** Licences that an Apache-2.0 package may bring into anybody's program. */
const allowed = new Set(['Apache-2.0', 'MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0'])

const installed = runtimeDependencies(publishedPackages().map(({ directory }) => directory))
const problems = [...installed.values()]
  .filter(({ license }) => !allowed.has(license ?? ''))
  .map(({ name, version, license }) => `${name}@${version}: ${license ?? 'no licence'}`)

verdict(
  'Licences of runtime dependencies',
  problems,
  'Use another package, or argue for the licence in tools/gates/licences.mjs.',
)

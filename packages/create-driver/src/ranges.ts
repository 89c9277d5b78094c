import { createRequire } from 'node:module'

interface Manifest {
  readonly dependencies: { readonly '@virt/core': string; readonly '@virt/cli': string }
}

/**
 * The versions that the new package is made for: those that this one was released with. Its peer is any core of the same
 * major version: which contract a core has, the registry says.
 */
export function ranges(): { readonly core: string; readonly peer: string; readonly cli: string } {
  const { dependencies } = createRequire(import.meta.url)('../package.json') as Manifest
  const core = dependencies['@virt/core']
  return { core, peer: core.replace(/\..*/, ''), cli: dependencies['@virt/cli'] }
}

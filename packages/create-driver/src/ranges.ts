import { createRequire } from 'node:module'

interface Manifest {
  readonly dependencies: { readonly '@virt/core': string; readonly '@virt/cli': string }
}

/** The versions that the new package is made for: those that this one was released with. */
export function ranges(): { readonly core: string; readonly cli: string } {
  const { dependencies } = createRequire(import.meta.url)('../package.json') as Manifest
  return { core: dependencies['@virt/core'], cli: dependencies['@virt/cli'] }
}

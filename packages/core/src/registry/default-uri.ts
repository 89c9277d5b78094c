import type { Driver } from '../contract/driver.js'
import { VirtError } from '../errors/virt-error.js'

/**
 * The URI to open when the user gives none: `VIRT_DEFAULT_URI`, then `LIBVIRT_DEFAULT_URI`, then what the drivers find
 * on this host; a Xen answer wins, as in libvirt, for a Xen host may have the tools of the others too.
 */
export async function defaultUri(
  drivers: readonly Driver[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const configured = env.VIRT_DEFAULT_URI || env.LIBVIRT_DEFAULT_URI
  if (configured) return configured
  const answers = await Promise.all(drivers.map(async (driver) => driver.probe?.().catch(() => undefined)))
  const found = answers.filter((answer) => answer !== undefined)
  const chosen = found.find((answer) => answer.startsWith('xen')) ?? found[0]
  if (chosen !== undefined) return chosen
  throw new VirtError(
    'NO_CONNECT',
    'no URI was given, and no registered driver finds its hypervisor on this host',
  )
}

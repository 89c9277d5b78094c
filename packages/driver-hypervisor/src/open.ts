import { closeSync, openSync } from 'node:fs'
import { Hypervisor } from './hypercalls/hypervisor.js'
import { refusal } from './hypercalls/refusal.js'
import { libc } from './privcmd/libc.js'
import { Privcmd } from './privcmd/privcmd.js'

/** Where Linux lets privileged programs call Xen. */
const devices = ['/dev/xen/privcmd', '/proc/xen/privcmd']

const forbidden = ['EACCES', 'EPERM']

/**
 * Open this host's hypervisor. NO_XEN when there is none, when koffi does not work here, or when Xen speaks an interface
 * that is not known; OPERATION_DENIED when it may not be opened.
 */
export async function openHypervisor(): Promise<Hypervisor> {
  if (process.arch !== 'x64') throw refusal('NO_XEN', `on ${process.arch}: its calls are known for x64 only`)
  const device = openDevice()
  const library = await libc().catch((cause: unknown) => {
    closeSync(device)
    throw refusal('NO_XEN', `by koffi, which cannot be loaded: ${messageOf(cause)}`, cause)
  })
  const port = new Privcmd(library, device)
  try {
    return new Hypervisor(port)
  } catch (thrown) {
    await port.close()
    throw thrown
  }
}

/** The device, open for reading and writing. */
export function openDevice(): number {
  for (const path of devices) {
    try {
      return openSync(path, 'r+')
    } catch (cause) {
      if (forbidden.includes((cause as NodeJS.ErrnoException).code ?? ''))
        throw refusal('OPERATION_DENIED', `${path}: ${messageOf(cause)}`, cause)
    }
  }
  throw refusal('NO_XEN', `${devices.join(' or ')}: neither is here`)
}

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

import { join } from 'node:path'
import { parseUri, VirtError } from '@virt/core/driver'
import { sessionRuntime } from '../store/layout.js'

const usualSockets: Readonly<Record<string, () => string>> = {
  '/session': () => join(sessionRuntime(), 'qemud-sock'),
  '/system': () => '/run/virt/qemud-sock',
}

/** Where the daemon that a connection URI names listens. INVALID_ARG for what is not a daemon of this host. */
export function daemonSocket(destination: string): string {
  const { scheme, transport = 'unix', host, path, query } = parseUri(destination)
  const usual = Object.hasOwn(usualSockets, path) ? usualSockets[path] : undefined
  if (scheme !== 'qemu' || transport !== 'unix' || host !== undefined || !usual)
    throw new VirtError(
      'INVALID_ARG',
      `'${destination}' is no daemon of this host: qemu:///session?socket=PATH or qemu:///system?socket=PATH`,
      { origin: 'QEMU' },
    )
  return query.get('socket') ?? usual()
}

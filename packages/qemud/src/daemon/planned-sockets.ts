import type { SocketPlace } from '@virt/core/rpc'

/** A socket that the daemon serves. */
export interface SocketPlan extends SocketPlace {
  readonly readOnly: boolean
}

/** The sockets of a scope, in their directory. */
export function plannedSockets(scope: 'session' | 'system', directory: string): SocketPlan[] {
  const path = `${directory}/qemud-sock`
  if (scope === 'session') return [{ path, mode: 0o600, directoryMode: 0o700, readOnly: false }]
  return [
    { path, mode: 0o660, directoryMode: 0o755, readOnly: false },
    { path: `${path}-ro`, mode: 0o666, directoryMode: 0o755, readOnly: true },
  ]
}

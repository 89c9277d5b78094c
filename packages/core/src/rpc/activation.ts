import type { ListenOptions } from 'node:net'

/** A socket that the service manager opened for us (`sd_listen_fds`). */
export interface ActivatedSocket {
  readonly name: string
  readonly listen: ListenOptions & { readonly fd: number }
}

const firstDescriptor = 3

/** The sockets that were passed to this process; none when they were meant for another one. */
export function activatedSockets(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  pid: number = process.pid,
): ActivatedSocket[] {
  const { LISTEN_PID, LISTEN_FDS, LISTEN_FDNAMES } = environment
  if (Number(LISTEN_PID) !== pid) return []
  const names = LISTEN_FDNAMES?.split(':') ?? []
  return Array.from({ length: Number(LISTEN_FDS) || 0 }, (_, index) => ({
    name: names[index] ?? '',
    listen: { fd: firstDescriptor + index },
  }))
}

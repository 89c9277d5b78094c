import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { VirtError, type DriverConnection, type OpenRequest } from '@virt/core/driver'
import { connect } from '@virt/core/rpc'
import { SessionDaemon } from './session-daemon.js'
import { systemCode } from './system-code.js'

const patience = 15_000
const mostFailures = 3
const shortestPause = 5
const longestPause = 100

/** Connect to the daemon of this user, started first when there is none. A socket that the URI names is only connected to. */
export async function openSession({ uri, signal }: OpenRequest): Promise<DriverConnection> {
  const named = uri.query.get('socket')
  if (named !== null) return connect(named, { signal })
  const { sessionLayout, sessionRuntime } = await import('@virt/qemud/layout')
  const socket = join(sessionRuntime(), 'qemud-sock')
  const limit = AbortSignal.any([AbortSignal.timeout(patience), ...(signal ? [signal] : [])])
  return (
    (await tryConnect(socket, limit)) ?? startAndConnect(socket, new SessionDaemon(sessionLayout()), limit)
  )
}

async function startAndConnect(
  socket: string,
  daemon: SessionDaemon,
  limit: AbortSignal,
): Promise<DriverConnection> {
  try {
    for (let pause = shortestPause; ; pause = Math.min(pause * 2, longestPause)) {
      if (!daemon.living && daemon.failures < mostFailures) await daemon.start()
      const connection = await tryConnect(socket, limit)
      if (connection) return connection
      if (!daemon.living && daemon.failures >= mostFailures) throw new Error('it ends at once')
      await sleep(pause, undefined, { signal: limit })
    }
  } catch (error) {
    if (VirtError.is(error)) throw error
    if (daemon.living && !daemon.hasGivenWay) limit.throwIfAborted()
    throw notStarted(daemon, error)
  }
}

function notStarted(daemon: SessionDaemon, cause: unknown): VirtError {
  const said = daemon.complaint()
  return new VirtError('NO_CONNECT', `qemu:///session: the daemon cannot be started${said && `: ${said}`}`, {
    origin: 'QEMU',
    cause,
  })
}

/** `undefined`: nobody listens, or is just leaving. */
async function tryConnect(socket: string, signal: AbortSignal): Promise<DriverConnection | undefined> {
  try {
    return await connect(socket, { signal })
  } catch (error) {
    const leaving = VirtError.is(error) && error.code === 'CONNECTION_LOST'
    if (leaving || absent.has(systemCode(error) ?? '')) return undefined
    throw error
  }
}

const absent = new Set(['ENOENT', 'ECONNREFUSED'])

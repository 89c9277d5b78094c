import { setTimeout as sleep } from 'node:timers/promises'
import { VirtError, type DriverConnection } from '@virt/core/driver'
import { installedStarters, namedStarter, type Starter } from './starters.js'
import { Starting } from './starting.js'
import type { Target } from './target.js'
import { trustedConnect } from './trusted-connect.js'

/** Milliseconds that one starter has. */
const patience = 5000
const shortestPause = 5
const longestPause = 100

/** A connection to the daemon, which is started when there is none and somebody can. NO_CONNECT says how to, else. */
export async function findDaemon(
  { socket, named }: Target,
  signal: AbortSignal | undefined,
): Promise<DriverConnection> {
  const running = await trustedConnect(socket, signal)
  if (running) return running
  const failures: string[] = []
  for (const starter of startersFor(named ? socket : undefined)) {
    const answer = await start(starter, socket, signal)
    if (typeof answer !== 'string') return answer
    failures.push(answer)
  }
  throw notThere(socket, failures)
}

/** Helpers with privileges listen at the usual place only: where else is not for their callers to say. */
function startersFor(named: string | undefined): readonly Starter[] {
  const chosen = namedStarter(named, process.env)
  return chosen.length > 0 || named !== undefined ? chosen : installedStarters()
}

/** The connection, or why there is none. */
async function start(
  starter: Starter,
  socket: string,
  signal: AbortSignal | undefined,
): Promise<DriverConnection | string> {
  const starting = new Starting(starter)
  const deadline = Date.now() + patience
  try {
    for (let pause = shortestPause; ; pause = Math.min(pause * 2, longestPause)) {
      const { failure } = starting
      const connection = await trustedConnect(socket, signal)
      if (connection) return connection
      if (failure !== undefined) return failure
      if (Date.now() > deadline) return `${starter.command}: nobody listens after ${patience / 1000} s`
      await sleep(pause, undefined, { signal })
    }
  } finally {
    starting.leave()
  }
}

function notThere(socket: string, failures: readonly string[]): VirtError {
  const tried = failures.length > 0 ? ` (${failures.join('; ')})` : ''
  return new VirtError(
    'NO_CONNECT',
    `no proxy daemon listens on '${socket}'${tried}; start one with 'virt-proxyd' as root, ` +
      `or with 'systemctl enable --now virt-proxyd.socket'`,
    { origin: 'PROXY' },
  )
}

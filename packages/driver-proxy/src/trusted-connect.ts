import { lstat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { VirtError, type DriverConnection } from '@virt/core/driver'
import { connect } from '@virt/core/rpc'
import { trustDirectory } from '@virt/proxy-daemon'

const absent = new Set(['ENOENT', 'ECONNREFUSED'])

/**
 * Connect to a daemon of root or of this user; `undefined` when there is none, or it is just leaving.
 *
 * @throws ACCESS_DENIED when somebody else could have put the socket there, and what `connect` throws.
 */
export async function trustedConnect(
  socket: string,
  signal: AbortSignal | undefined,
): Promise<DriverConnection | undefined> {
  try {
    await trustSocket(socket)
    return await connect(socket, { signal })
  } catch (error) {
    const leaving = VirtError.is(error) && error.code === 'CONNECTION_LOST'
    if (leaving || absent.has(systemCode(error) ?? '')) return undefined
    throw error
  }
}

async function trustSocket(socket: string): Promise<void> {
  const trusted = [0, process.geteuid?.() ?? 0]
  const found = await lstat(socket)
  if (!found.isSocket()) throw distrust(`'${socket}' is no socket`)
  if (!trusted.includes(found.uid)) throw distrust(`'${socket}' belongs to another user (${found.uid})`)
  await trustDirectory(dirname(socket), trusted)
}

/** The operating system's code behind an error: its own, or its cause's. */
function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  return 'syscall' in error && 'code' in error ? String(error.code) : systemCode(error.cause)
}

function distrust(detail: string): VirtError {
  return new VirtError('ACCESS_DENIED', detail, { origin: 'PROXY' })
}

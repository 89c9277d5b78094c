import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** What `unshare` is asked for. Who is not root becomes it inside. */
export const namespaces: readonly string[] = [
  ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']),
  ...['--pid', '--fork', '--mount-proc', '--ipc'],
]

let tried: Promise<string | undefined> | undefined

/** Why this user can have no namespaces on this host; `undefined` when he can. Tried once. */
export function missingHere(): Promise<string | undefined> {
  return (tried ??= attempt())
}

async function attempt(): Promise<string | undefined> {
  if (process.platform !== 'linux') return `namespaces are Linux's, and this is ${process.platform}`
  try {
    await promisify(execFile)('unshare', [...namespaces, 'true'])
    return undefined
  } catch (thrown) {
    const { stderr, message } = thrown as Error & { stderr?: string }
    return stderr?.trim() || message
  }
}

import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { VirtError } from '@virt/core/driver'

/** Milliseconds after which a program of the host has failed. */
const patience = 30_000

/** System programs that the daemon's own search path may not have. */
const searchPath = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`

/**
 * Run a program of the host with text as its input.
 *
 * @throws OPERATION_UNSUPPORTED when it is not installed, OPERATION_FAILED with what it said when it fails.
 */
export async function run(program: string, args: readonly string[], input = ''): Promise<string> {
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: searchPath, LC_ALL: 'C' },
    timeout: patience,
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause) => reject(missing(program, cause)))
    child.once('close', resolve)
  })
  child.stdin.on('error', () => undefined).end(input)
  const [status, output, said] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  if (status === 0) return output
  throw new VirtError('OPERATION_FAILED', `${program}: ${said.trim() || `exit status ${String(status)}`}`, {
    origin: 'NETWORK',
  })
}

/** The same where it does not matter whether it succeeds. */
export async function tryRun(program: string, args: readonly string[], input = ''): Promise<void> {
  await run(program, args, input).catch(() => undefined)
}

function missing(program: string, cause: Error): VirtError {
  return new VirtError('OPERATION_UNSUPPORTED', `Cannot find '${program}' in path: ${cause.message}`, {
    origin: 'NETWORK',
    cause,
  })
}

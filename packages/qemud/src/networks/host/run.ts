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
  const ended = new Promise<readonly [number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', (cause) => reject(missing(program, cause)))
    child.once('close', (...how) => resolve(how))
  })
  child.stdin.on('error', () => undefined).end(input)
  const [[status, signal], output, said] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  if (status === 0) return output
  const end = signal ? `ended by ${signal}` : `exit status ${status}`
  throw new VirtError('OPERATION_FAILED', `${program}: ${said.trim() || end}`, {
    origin: 'NETWORK',
    cause: signal === 'SIGKILL' ? new Killed(end) : undefined,
  })
}

/** The cause when somebody has killed the program. */
export class Killed extends Error {}

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

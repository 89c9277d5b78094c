import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export const program: string = fileURLToPath(new URL('../../bin/virt-proxyd.js', import.meta.url))

export interface Started {
  readonly child: ChildProcess
  readonly socket: string
  /** The exit status and signal. */
  readonly exit: Promise<unknown[]>
}

export interface Life {
  /** Takes the way to end it. Default: at the end of the test. */
  readonly until?: (end: () => Promise<void>) => void
}

/** The program, once it serves; on a socket of its own, which every user can reach, unless told otherwise. */
export async function started(
  { until = onTestFinished }: Life,
  ...argv: readonly string[]
): Promise<Started> {
  const directory = mkdtempSync(join(tmpdir(), 'virt-'))
  chmodSync(directory, 0o755)
  const given = argv.indexOf('-s')
  const socket = given < 0 ? join(directory, 'virt/proxy.sock') : (argv[given + 1] as string)
  const child = spawn(process.execPath, [program, '-v', ...argv, '-s', socket], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exit = once(child, 'exit')
  until(async () => {
    child.kill('SIGKILL')
    await exit
    rmSync(directory, { recursive: true, force: true })
  })
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stderr })) {
    lines.push(line)
    if (line.includes('serving')) return { child, socket, exit }
  }
  throw new Error(`virt-proxyd did not start: ${lines.join('\n')}`)
}

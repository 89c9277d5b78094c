import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { temporary } from './temporary.js'

export const program: string = fileURLToPath(new URL('../../bin/virt-proxyd.js', import.meta.url))

export interface Started {
  readonly child: ChildProcess
  readonly socket: string
  /** The exit status and signal. */
  readonly exit: Promise<unknown[]>
}

/** The program, once it serves, until the test ends; on a socket of its own, which every user can reach, unless told otherwise. */
export async function started(...argv: readonly string[]): Promise<Started> {
  const directory = temporary()
  chmodSync(directory, 0o755)
  const given = argv.indexOf('-s')
  const socket = given < 0 ? join(directory, 'virt/proxy.sock') : (argv[given + 1] as string)
  const child = spawn(process.execPath, [program, '-v', ...argv, '-s', socket], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exit = once(child, 'exit')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exit
  })
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stderr })) {
    lines.push(line)
    if (line.includes('serving')) return { child, socket, exit }
  }
  throw new Error(`virt-proxyd did not start: ${lines.join('\n')}`)
}

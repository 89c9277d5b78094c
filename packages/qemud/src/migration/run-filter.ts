import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Socket } from 'node:net'
import { childEnvironment } from '../engine/child-environment.js'
import type { Filter } from './compression.js'

type End = Socket | number

const longestComplaint = 4096

/**
 * Let a program move bytes between a file and a socket, past this process, which may even die meanwhile. Both ends are the
 * program's own from now on. Resolves when it has ended well; rejects with what it said.
 */
export async function runFilter([command, ...args]: Filter, input: End, output: End): Promise<void> {
  const child = spawn(command, args, {
    cwd: '/',
    detached: true,
    env: childEnvironment({}),
    stdio: [input, output, 'pipe'],
  })
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(0, longestComplaint)
  })
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>
  for (const end of [input, output]) if (end instanceof Socket) end.destroy()
  const [code, signal] = await closed
  if (code !== 0) throw new Error(said.trim() || `${command} ended with ${signal ?? String(code)}`)
}

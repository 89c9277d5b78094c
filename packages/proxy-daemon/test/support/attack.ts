import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const attacker = fileURLToPath(new URL('attacker.mjs', import.meta.url))

/** Somebody else than root and than the daemon, where the tests are run by root. */
const somebody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

/** What came of an attack by a process of its own. */
export async function attack(socket: string, name: string, given?: unknown): Promise<unknown> {
  const child = spawn(process.execPath, [attacker, socket, name, JSON.stringify(given)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: '/',
    ...somebody,
  })
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return JSON.parse(said)
}

/** The most memory that a process has had, in MiB. */
export function peakMemory(pid: number): number {
  const [, kib] = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kib) / 1024
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Wait for a lock that is this process's until it releases it or ends, however it ends.
 * @param {string} path
 * @returns {Promise<() => void>} releases it
 */
export async function lock(path) {
  mkdirSync(dirname(path), { recursive: true })
  const holder = spawn('flock', [path, 'sh', '-c', 'echo locked; read -r _'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await Promise.race([once(holder.stdout, 'data'), failure(holder)])
  return () => holder.stdin.end()
}

/** @param {import('node:child_process').ChildProcess} child */
async function failure(child) {
  const [code] = await once(child, 'exit')
  throw new Error(`flock ended with ${code}`)
}

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const execute = promisify(execFile)

const home = new URL('../../../../packages/proxy-daemon/', import.meta.url)
const program = fileURLToPath(new URL('bin/virt-proxyd.js', home))
const attacker = fileURLToPath(new URL('test/support/attacker.mjs', home))
const socket = '/run/virt/proxy.sock'

/** A `virt-proxyd` that root started, as an administrator would. */
export class ProxyDaemon {
  #process: ChildProcess | undefined

  async start(): Promise<void> {
    const { PATH } = process.env
    this.#process = spawn(process.execPath, [program], {
      env: { PATH },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    for (let patience = 600; !existsSync(socket); patience--) {
      if (patience === 0 || this.#process.exitCode !== null) throw new Error('virt-proxyd did not start')
      await sleep(50)
    }
  }

  /** The uid that it runs as. */
  get user(): number {
    const status = readFileSync(`/proc/${this.#process?.pid}/status`, 'utf8')
    return Number(/^Uid:\s+\d+\s+(\d+)/m.exec(status)?.[1])
  }

  /** The codes with which it answers calls of somebody who writes his frames himself. */
  async attacked(frames: readonly unknown[]): Promise<string[]> {
    const words = [attacker, socket, 'calls', JSON.stringify(frames)]
    const { stdout } = await execute(process.execPath, words, { uid: 65534, gid: 65534, cwd: '/' })
    return JSON.parse(stdout) as string[]
  }

  async stop(): Promise<void> {
    this.#process?.kill()
    if (this.#process) await once(this.#process, 'exit')
  }
}

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { guestsOf, kill, until } from './support.js'

const program = fileURLToPath(new URL('../../qemud/bin/virt-qemud.js', import.meta.url))

/** What a system daemon writes to is in memory here, and vanishes with the namespace. */
const ownPlaces = `set -e
for place in /run /var/lib /var/cache /var/log; do mount -t tmpfs tmpfs $place; done
mkdir /run/etc /run/etc/new /run/etc/work
mount -t overlay -o lowerdir=/etc,upperdir=/run/etc/new,workdir=/run/etc/work overlay /etc
echo ready
exec sleep infinity`

/** A host for a system daemon: a mount namespace in which its places are its own. Needs root. */
export class SystemHost {
  readonly socket: string
  readonly #sockets: string
  readonly #holder: ChildProcess
  #daemon: ChildProcess | undefined

  private constructor(sockets: string, holder: ChildProcess) {
    this.#sockets = sockets
    this.#holder = holder
    this.socket = join(sockets, 'qemud-sock')
  }

  /** @param sockets a directory for its sockets, which both sides see. */
  static async make(sockets: string): Promise<SystemHost> {
    mkdirSync(sockets)
    const holder = spawn('unshare', ['--mount', 'sh', '-c', ownPlaces], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(holder.stdout, 'data')
    return new SystemHost(sockets, holder)
  }

  /** A daemon serves when this resolves. */
  async serve(): Promise<void> {
    if (this.#daemon?.exitCode === null && this.#daemon.signalCode === null) return
    const words = [process.execPath, program, '--system', '--verbose', '--socket-dir', this.#sockets]
    const namespace = ['--mount', '--target', `${this.#holder.pid}`, '--']
    const daemon = spawn('nsenter', [...namespace, ...words], { stdio: ['ignore', 'ignore', 'pipe'] })
    this.#daemon = daemon
    let said = ''
    daemon.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    await until(() => said.includes('qemud-sock-ro') || daemon.exitCode !== null, 'the system daemon serves')
    if (daemon.exitCode !== null) throw new Error(`the system daemon has ended: ${said}`)
  }

  async kill(): Promise<void> {
    const daemon = this.#daemon
    if (daemon?.exitCode !== null || daemon.signalCode !== null) return
    const gone = once(daemon, 'exit')
    daemon.kill('SIGKILL')
    await gone
  }

  async remove(): Promise<void> {
    await this.kill()
    for (const pid of guestsOf(`/proc/${this.#holder.pid}/root/run/virt/qemu`)) kill(pid)
    this.#holder.kill('SIGKILL')
    rmSync(this.#sockets, { recursive: true, force: true })
  }
}

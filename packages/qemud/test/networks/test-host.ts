import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DomainOperations, NetworkOperations } from '@virt/core/driver'
import { connect } from '@virt/core/rpc'
import { onTestFinished } from 'vitest'
import { temporary } from '../support/temporary.js'

const program = fileURLToPath(new URL('../../bin/virt-qemud.js', import.meta.url))

/** A daemon on a test host, as a client sees it. */
export interface HostDaemon {
  readonly networks: NetworkOperations
  readonly domains: DomainOperations
  /** What it wrote to stderr so far. */
  readonly said: () => string
  end(signal: NodeJS.Signals): Promise<void>
}

/** A host of its own: network namespaces that vanish with the test, and directories for one daemon after the other. */
export class TestHost {
  readonly root: string = temporary()
  readonly #keeper: number
  readonly #world = `world-${process.pid}`

  private constructor(keeper: number) {
    this.#keeper = keeper
  }

  static async make(): Promise<TestHost> {
    const script = 'mount -t sysfs sysfs /sys && ip link set lo up && echo ready && exec sleep infinity'
    const keeper = spawn('unshare', ['--net', '--mount', 'sh', '-c', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const host = new TestHost(keeper.pid!)
    onTestFinished(async () => {
      host.#killEverything()
      keeper.kill('SIGKILL')
      if (keeper.exitCode === null) await once(keeper, 'exit')
    })
    await once(keeper.stdout, 'data')
    return host
  }

  /** What a program prints when it runs on this host. */
  run(...command: readonly string[]): string {
    return execFileSync('nsenter', [...this.#enter, ...command], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }

  /** Another host on the end of a wire, which knows no way back: only what comes from this host's own address is answered. */
  addWorld(here: string, there: string): void {
    this.run('ip', 'netns', 'add', this.#world)
    onTestFinished(() => void this.run('ip', 'netns', 'delete', this.#world))
    this.run(
      'ip',
      'link',
      'add',
      'name',
      'world',
      'type',
      'veth',
      'peer',
      'name',
      'host',
      'netns',
      this.#world,
    )
    this.run('ip', 'address', 'add', here, 'dev', 'world')
    this.run('ip', 'link', 'set', 'dev', 'world', 'up')
    this.run('ip', '-n', this.#world, 'address', 'add', there, 'dev', 'host')
    this.run('ip', '-n', this.#world, 'link', 'set', 'dev', 'host', 'up')
  }

  /** A daemon that has found everything again and listens. `prefix`: a program that runs it with other rights. */
  async daemon(...prefix: readonly string[]): Promise<HostDaemon> {
    const child = spawn('nsenter', [...this.#enter, ...prefix, process.execPath, program, '--verbose'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...this.#directories() },
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    const listening = until(
      () => said.includes('listening'),
      () => said,
    )
    await Promise.race([listening, once(child, 'exit').then(() => Promise.reject(new Error(said)))])
    const client = await connect(join(this.root, 'run/virt/qemud-sock'))
    onTestFinished(async () => {
      await client.close()
      await end(child, 'SIGKILL')
    })
    return {
      networks: client.networks as NetworkOperations,
      domains: client.domains as DomainOperations,
      said: () => said,
      end: (signal) => end(child, signal),
    }
  }

  /** The processes of a program on this host. */
  pids(name: string): number[] {
    const mine = namespaceOf(this.#keeper)
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && nameOf(pid) === name && namespaceOf(pid) === mine)
  }

  path(...names: readonly string[]): string {
    return join(this.root, ...names)
  }

  get #enter(): readonly string[] {
    return ['--target', String(this.#keeper), '--net', '--mount', '--wd=/']
  }

  #directories(): Record<string, string> {
    const variables = { CONFIG_HOME: 'config', STATE_HOME: 'lib', CACHE_HOME: 'cache', RUNTIME_DIR: 'run' }
    return Object.fromEntries(
      Object.entries(variables).map(([variable, name]) => {
        mkdirSync(this.path(name), { recursive: true, mode: 0o700 })
        return [`XDG_${variable}`, this.path(name)]
      }),
    )
  }

  #killEverything(): void {
    for (const name of ['dnsmasq', 'qemu-system-x86'])
      for (const pid of this.pids(name)) process.kill(pid, 'SIGKILL')
  }
}

const nameOf = (pid: number): string | undefined =>
  ifThere(() => readFileSync(`/proc/${pid}/comm`, 'utf8').trim())

/** A process that has ended has none, even while its parent has not looked. */
const namespaceOf = (pid: number): string | undefined => ifThere(() => readlinkSync(`/proc/${pid}/ns/net`))

function ifThere<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

/** Wait until something is so, with time for a slow machine. */
export async function until(condition: () => boolean | Promise<boolean>, what: () => string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
    if (await condition()) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`never: ${what()}`)
}

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const variables = {
  XDG_CONFIG_HOME: 'config',
  XDG_STATE_HOME: 'state',
  XDG_CACHE_HOME: 'cache',
  XDG_RUNTIME_DIR: 'run',
}

/** The directories of a user of their own, and the processes that belong to them. */
export class Home {
  /** @param {string} root */
  constructor(root) {
    this.root = root
    this.definitions = join(root, 'config/virt/qemu')
    this.runtime = join(root, 'run/virt/qemu')
  }

  static async make() {
    const root = await mkdtemp(join(tmpdir(), 'virt-storm-'))
    for (const [name, directory] of Object.entries(variables)) process.env[name] = join(root, directory)
    mkdirSync(join(root, 'run'), { mode: 0o700 })
    return new Home(root)
  }

  /** Every QEMU of this user: the name of its domain, and its pid. */
  guests() {
    return processes().flatMap(({ pid, words }) => {
      const name = /guest=([^,]+)/.exec(words[words.indexOf('-name') + 1] ?? '')?.[1]
      const ours = words.some((word) => word.includes(`${this.root}/`))
      return name !== undefined && ours && /qemu-system/.test(words[0] ?? '') ? [{ name, pid }] : []
    })
  }

  killDaemon() {
    for (const { pid, words } of processes())
      if (
        words[1]?.endsWith('virt-qemud.js') &&
        environment(pid).includes(`XDG_RUNTIME_DIR=${this.root}/run`)
      )
        kill(pid)
  }

  async remove() {
    this.killDaemon()
    for (const { pid } of this.guests()) kill(pid)
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** @param {string} directory */
export function filesOf(directory) {
  return existsSync(directory) ? readdirSync(directory) : []
}

/** @param {number} pid */
function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    return
  }
}

function processes() {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))
  return pids.map((pid) => ({ pid: Number(pid), words: read(`/proc/${pid}/cmdline`).split('\0') }))
}

/** @param {number} pid */
function environment(pid) {
  return read(`/proc/${pid}/environ`).split('\0')
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

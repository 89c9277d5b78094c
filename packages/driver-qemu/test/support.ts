import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Directories of a user of their own, as the XDG variables name them. */
export interface Home {
  readonly root: string
  readonly socket: string
  /** Pids of the daemons that run for this user. */
  daemons(): number[]
  /** Pids of the guests that the runtime state names. */
  guests(): number[]
  /** End every process of it and remove its files. */
  remove(): void
}

const variables = {
  XDG_CONFIG_HOME: 'config',
  XDG_STATE_HOME: 'state',
  XDG_CACHE_HOME: 'cache',
  XDG_RUNTIME_DIR: 'run',
}

/** For one test. */
export function ownHome(): Home {
  const home = makeHome()
  onTestFinished(() => home.remove())
  return home
}

/** Until it is removed. */
export function makeHome(): Home {
  const root = mkdtempSync(join(tmpdir(), 'virt-'))
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const)
  for (const [name, directory] of Object.entries(variables)) process.env[name] = join(root, directory)
  mkdirSync(join(root, 'run'), { mode: 0o700 })
  const home: Home = {
    root,
    socket: join(root, 'run/virt/qemud-sock'),
    daemons: () => daemonsOf(root),
    guests: () => guestsOf(join(root, 'run/virt/qemu')),
    remove: () => {
      for (const pid of [...home.guests(), ...home.daemons()]) kill(pid)
      for (const [name, value] of before) restore(name, value)
      rmSync(root, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  return home
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name)
  else process.env[name] = value
}

export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    return
  }
}

/** Wait until something is so. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    if (await condition()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`never: ${what}`)
}

function daemonsOf(root: string): number[] {
  return list('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => read(`/proc/${pid}/cmdline`).includes('virt-qemud.js'))
    .filter((pid) => read(`/proc/${pid}/environ`).includes(`XDG_RUNTIME_DIR=${root}/run\0`))
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Pids of the guests that the runtime state in a directory names. */
export function guestsOf(directory: string): number[] {
  const files = list(directory).filter((file) => file.endsWith('.json'))
  return files
    .map((file) => JSON.parse(readFileSync(join(directory, file), 'utf8')) as { process?: { pid: number } })
    .map((record) => record.process?.pid)
    .filter((pid) => pid !== undefined)
}

function list(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}

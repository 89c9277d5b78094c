import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** What a guest is to be: the tiny one, or Debian's kernel with busybox, paravirtualized (`linux`) or PVH (`pvh`). */
export type GuestKind = 'tiny' | 'linux' | 'pvh'

/** How a guest is made. */
export interface GuestOptions {
  /** Default `tiny`, which takes 8 MiB and 0.5 s. */
  readonly kind?: GuestKind
  /** MiB. Default 8, 128 for `linux`, 160 for `pvh`. */
  readonly memory?: number
  /** Default 1. */
  readonly vcpus?: number
  /**
   * The tiny guest's manners: `busy` uses its processor, `deaf` announces no feature-* and obeys no shutdown, `crash`
   * and `off` end at once. Default: it waits, and obeys.
   */
  readonly manner?: 'busy' | 'deaf' | 'crash' | 'off'
  /** Files for its disks xvda, xvdb ..., made with `createDisk`. */
  readonly disks?: readonly string[]
  /** Bridges for its interfaces, made with `createBridge`. */
  readonly bridges?: readonly string[]
  /** More of its configuration as xl.cfg(5) has it: `['on_crash="preserve"']`. */
  readonly config?: readonly string[]
}

/** A guest that runs. */
export interface Guest {
  readonly name: string
  readonly id: number
  readonly uuid: string
}

/** Run xl; answers what it prints. Rejects when it fails, with what it says in the message. */
export function xl(...args: readonly string[]): Promise<string> {
  return run('xl', ...args)
}

/** Run a command of dom0; answers what it prints. */
export async function run(command: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await execute(command, args, { maxBuffer: 1 << 26 })
  return stdout
}

/** Start a command of dom0 that is to be told more: its input is a pipe. */
export function start(
  command: string,
  ...args: readonly string[]
): ChildProcess & { readonly stdin: Writable } {
  return spawn(command, args, { stdio: ['pipe', 'inherit', 'inherit'] })
}

/** Start a guest by xl, as something outside this process would. */
export async function createGuest(name: string, options: GuestOptions = {}): Promise<Guest> {
  const { kind = 'tiny', memory } = options
  const size = memory === undefined ? [] : [String(memory)]
  await run('lab-domu', ...kindFlag[kind], name, ...size, ...settings(options))
  return guest(name)
}

const kindFlag: Readonly<Record<GuestKind, readonly string[]>> = { tiny: [], linux: ['-l'], pvh: ['-p'] }

function settings({ vcpus, manner, disks, bridges, config = [] }: GuestOptions): string[] {
  return [
    ...(vcpus === undefined ? [] : [`vcpus=${vcpus}`]),
    ...(manner === undefined ? [] : [`extra="${manner}"`]),
    ...(disks === undefined ? [] : [list('disk', disks.map(disk))]),
    ...(bridges === undefined
      ? []
      : [
          list(
            'vif',
            bridges.map((bridge) => `bridge=${bridge}`),
          ),
        ]),
    ...config,
  ]
}

function disk(file: string, index: number): string {
  return `${file},raw,xvd${String.fromCharCode('a'.charCodeAt(0) + index)},rw`
}

function list(key: string, values: readonly string[]): string {
  return `${key}=[${values.map((value) => `"${value}"`).join(', ')}]`
}

/** A guest that runs already, by its name: those of `labSuite`'s `domus` are `lab1`, `lab2` ... */
export async function guest(name: string): Promise<Guest> {
  const id = (await xl('domid', name)).trim()
  const vm = (await run('xenstore-read', `/local/domain/${id}/vm`)).trim()
  return { name, id: Number(id), uuid: vm.slice('/vm/'.length) }
}

/** End a guest at once. One that is gone already is no error. */
export async function destroyGuest(name: string): Promise<void> {
  await xl('destroy', name).catch(async (error: unknown) => {
    if ((await guests()).includes(name)) throw error
  })
}

/** The names of all guests. */
export async function guests(): Promise<string[]> {
  const lines = (await xl('list')).trim().split('\n').slice(1)
  return lines.map((line) => line.split(/\s+/)[0] ?? '').filter((name) => name !== 'Domain-0')
}

/** All that a guest has printed on its console; a guest that is up has said `LAB-GUEST-UP`. */
export function consoleOf(name: string): Promise<string> {
  return readFile(`/var/log/xen/guest-${name}.log`, 'utf8')
}

/** Make a bridge for guests' interfaces. The machine has no other network. */
export async function createBridge(name: string): Promise<void> {
  await run('lab-net', name)
}

/** Make an empty raw image for a guest's disk. */
export async function createDisk(file: string, megabytes: number): Promise<void> {
  await run('lab-disk', file, String(megabytes))
}

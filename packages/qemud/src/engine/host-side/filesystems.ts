import { spawn } from 'node:child_process'
import { existsSync, openSync, closeSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FilesystemConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { isVirtiofs, virtiofsSocket } from '../../command-line/devices/filesystems.js'
import { hostFailure } from './failure.js'

/** Where distributions have it. */
const programs = ['/usr/libexec/virtiofsd', '/usr/lib/qemu/virtiofsd', '/usr/lib/virtiofsd']
const patience = 10_000

/** The filesystems that a process of ours is to serve: one with a socket of its own is served already. */
export function ownVirtiofs(filesystems: readonly FilesystemConfig[]): readonly FilesystemConfig[] {
  return filesystems.filter((filesystem) => isVirtiofs(filesystem) && filesystem.source?.socket === undefined)
}

/** Start the virtiofsd of a filesystem. It ends when QEMU hangs up. */
export async function startVirtiofs(filesystem: FilesystemConfig, directory: string): Promise<void> {
  const program = programOf(filesystem)
  const socket = virtiofsSocket(filesystem, directory)
  const log = openSync(join(directory, `${filesystem.alias}-fs.log`), 'a', 0o600)
  const args = [`--socket-path=${socket}`, ...poolOf(filesystem), '-o', optionsOf(filesystem)]
  const child = spawn(program, args, { cwd: '/', detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  let ended: unknown
  child.once('error', (error) => (ended = error))
  child.once('exit', (code) => (ended ??= `exit status ${code}`))
  child.unref()
  if (child.pid !== undefined)
    writeFileSync(pidFile(filesystem, directory), String(child.pid), { mode: 0o600 })
  for (const end = Date.now() + patience; !existsSync(socket); await sleep(10))
    if (ended !== undefined || Date.now() > end) throw notStarted(filesystem, directory, ended)
}

/** End it, if QEMU's end was not enough. */
export function stopVirtiofs(filesystem: FilesystemConfig, directory: string): void {
  try {
    const pid = Number(readFileSync(pidFile(filesystem, directory), 'latin1'))
    if (readFileSync(`/proc/${pid}/comm`, 'latin1').trim() === 'virtiofsd') process.kill(pid, 'SIGTERM')
  } catch {
    return
  }
}

function programOf({ binary }: FilesystemConfig): string {
  const program = binary?.path ?? programs.find((path) => existsSync(path))
  if (program !== undefined && existsSync(program)) return program
  throw new VirtError('CONFIG_UNSUPPORTED', "filesystem driver 'virtiofs' needs the program virtiofsd", {
    origin: 'QEMU',
  })
}

function poolOf({ binary }: FilesystemConfig): readonly string[] {
  return binary?.threadPool ? [`--thread-pool-size=${binary.threadPool.size}`] : []
}

/** Commas part the options, so a directory cannot have one in its name. */
function optionsOf({ source, binary }: FilesystemConfig): string {
  const { dir = '' } = source ?? {}
  if (!dir.startsWith('/') || dir.includes(','))
    throw hostFailure(`virtiofsd cannot serve directory '${dir}'`)
  const toggle = (name: string, value: boolean | undefined): readonly string[] =>
    value === undefined ? [] : [value ? name : `no_${name}`]
  return [
    `source=${dir}`,
    ...(binary?.cache ? [`cache=${binary.cache.mode}`] : []),
    ...(binary?.sandbox ? [`sandbox=${binary.sandbox.mode}`] : []),
    ...toggle('xattr', binary?.xattr),
    ...toggle('flock', binary?.lock?.flock),
    ...toggle('posix_lock', binary?.lock?.posix),
  ].join(',')
}

function pidFile({ alias }: FilesystemConfig, directory: string): string {
  return join(directory, `${alias}-fs.pid`)
}

function notStarted({ alias }: FilesystemConfig, directory: string, cause: unknown): VirtError {
  const said = readFileSync(join(directory, `${alias}-fs.log`), 'utf8')
    .trim()
    .slice(-500)
  return hostFailure(`virtiofsd died unexpectedly: ${said}`, cause)
}

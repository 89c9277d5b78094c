import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A folder of the host that dom0 has at the same path. What dom0 writes to one that is not writable is thrown away.
 * @typedef {{readonly folder: string, readonly writable?: boolean}} Share
 */

/** @typedef {{write(chunk: Buffer): unknown}} Sink */

/**
 * What a machine is to do. Times are in milliseconds, memory in MiB.
 * @typedef {object} Job
 * @property {string} script what bash runs in dom0
 * @property {Readonly<Record<string, string>>} [files] files more, in /job
 * @property {readonly Share[]} [shares]
 * @property {string} [directory] the script's working directory. Default: the first share, or /root
 * @property {Readonly<Record<string, string>>} [environment]
 * @property {number} [domus] so many tiny guests, lab1, lab2 ..., run before the script does
 * @property {boolean} [bare] start no daemon of Xen's: only hypercalls work
 * @property {number} [memory] of the machine. Default 2048
 * @property {number} [dom0Memory] of which dom0 has. Default 1024
 * @property {number} [timeout] after which the machine is killed. Default 300000
 * @property {string} [console] keep what Xen and dom0 print in this file
 * @property {AbortSignal} [signal] kills the machine
 * @property {Sink} [stdout] gets what the script prints, when it prints it
 * @property {Sink} [stderr]
 */

const prefix = 'virt-xen-lab-'

/**
 * The folder that a machine has as /job.
 * @param {Job} job
 */
export function createJobFolder({
  script,
  files = {},
  shares = [],
  directory,
  environment = {},
  domus = 0,
  bare = false,
}) {
  removeAbandoned()
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
  const settings = { bare: Number(bare), guests: domus, directory: directory ?? shares[0]?.folder ?? '/root' }
  const content = {
    ...files,
    run: script,
    settings: assignments(settings),
    environment: assignments({ XEN_LAB: '1', ...environment }),
    shares: shares.map(({ folder, writable }) => `${writable ? 'writable' : 'overlay'} ${folder}\n`).join(''),
    stdout: '',
    stderr: '',
    console: '',
  }
  for (const [name, text] of Object.entries(content)) writeFileSync(join(folder, name), text)
  return folder
}

/** @param {Readonly<Record<string, string | number>>} values */
function assignments(values) {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${quote(`${value}`)}\n`)
    .join('')
}

/**
 * A word for a shell.
 * @param {string} word
 */
export function quote(word) {
  return `'${word.replaceAll("'", `'\\''`)}'`
}

/** Folders of processes that were killed. */
function removeAbandoned() {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.startsWith(prefix) && name.slice(prefix.length).split('-')[0])
    if (pid > 0 && !isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

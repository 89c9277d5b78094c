import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Follower } from './follower.mjs'
import { buildImage } from './image.mjs'
import { createJobFolder } from './job.mjs'
import { qemuArguments } from './qemu.mjs'

const pollInterval = 50
const consoleTail = 40

/**
 * How a machine ended: `status` is the script's, when it is `done`; else `console` says what Xen and dom0 last printed.
 * @typedef {{readonly reason: 'done', readonly status: number}
 *   | {readonly reason: 'timeout' | 'aborted' | 'died', readonly status: undefined, readonly console: string}} End
 */

/**
 * Boot Xen, run the job in dom0, end the machine. The image is built when there is none.
 * @template Result
 * @param {import('./job.mjs').Job} job
 * @param {(folder: string) => Result} [collect] reads what the script left in /job, however it ended
 * @returns {Promise<End & {readonly collected: Result}>}
 */
export async function runMachine(job, collect = noResult) {
  await buildImage()
  const folder = createJobFolder(job)
  try {
    const end = await boot(job, folder)
    return { ...end, collected: collect(folder) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @type {() => any} */
const noResult = () => undefined

/**
 * @param {import('./job.mjs').Job} job
 * @param {string} folder
 * @returns {Promise<End>}
 */
async function boot(job, folder) {
  const { shares = [], memory = 2048, dom0Memory = 1024, console = join(folder, 'console') } = job
  const qemu = startQemu(qemuArguments({ job: folder, shares, console, memory, dom0Memory }))
  const outputs = [
    new Follower(join(folder, 'stdout'), job.stdout),
    new Follower(join(folder, 'stderr'), job.stderr),
  ]
  const reason = await result(qemu, join(folder, 'status'), job, outputs)
  await qemu.end()
  for (const output of outputs) output.close()
  if (reason === 'done') return { reason, status: Number(readFileSync(join(folder, 'status'), 'utf8')) }
  return { reason, status: undefined, console: tail(readFileSync(console, 'utf8')) + qemu.complaint() }
}

/** @param {string} text */
function tail(text) {
  return text.trimEnd().split('\n').slice(-consoleTail).join('\n')
}

/**
 * The job's status, which is written after all output, is an earlier sign of its end than QEMU's.
 * @param {ReturnType<typeof startQemu>} qemu
 * @param {string} status
 * @param {import('./job.mjs').Job} job
 * @param {readonly Follower[]} outputs
 */
async function result(qemu, status, { timeout = 300_000, signal }, outputs) {
  const deadline = Date.now() + timeout
  for (;;) {
    const running = qemu.runs()
    for (const output of outputs) output.advance()
    if (existsSync(status)) return 'done'
    if (!running) return 'died'
    if (signal?.aborted) return 'aborted'
    if (Date.now() > deadline) return 'timeout'
    await sleep(pollInterval)
  }
}

/**
 * A QEMU that does not outlive this process.
 * @param {readonly string[]} args
 */
function startQemu(args) {
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', 'qemu-system-x86_64', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (chunk) => (complaint += chunk))
  const ended = once(child, 'close')
  return {
    runs: () => child.exitCode === null && child.signalCode === null,
    complaint: () => complaint,
    end: () => {
      child.kill('SIGKILL')
      return ended
    },
  }
}

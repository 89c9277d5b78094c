import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startDaemon } from '../bench/qemu-daemon.mjs'
import { processes, signal } from '../chaos/processes.mjs'
import { Gauge, measurable } from './gauge.mjs'

const program = fileURLToPath(new URL('../../packages/proxy-daemon/bin/virt-proxyd.js', import.meta.url))

/**
 * `virt-qemud` for a user of its own, and `virt-proxyd` in front of it: the real programs, each with its socket and
 * its gauge.
 */
export async function startDaemons() {
  const directory = await mkdtemp(join(tmpdir(), 'virt-soak-'))
  await chmod(directory, 0o755)
  const qemud = await startDaemon(directory, { execArgv: measurable })
  const proxy = await startProxy(directory, qemud.socket)
  const end = async () => {
    await proxy.end()
    await qemud.end()
    for (const { pid, words } of processes())
      if (/qemu-system/.test(words[0]) && words.some((word) => word.includes(`${directory}/`)))
        signal(pid, 'SIGKILL')
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
  }
  return {
    qemud: { socket: qemud.socket, gauge: new Gauge('virt-qemud', qemud.process) },
    proxy: { socket: proxy.socket, gauge: new Gauge('virt-proxyd', proxy.process) },
    end,
  }
}

/** @param {string} directory @param {string} upstream the socket of the daemon behind it */
async function startProxy(directory, upstream) {
  const place = join(directory, 'proxy')
  await mkdir(place, { mode: 0o755 })
  const socket = join(place, 'sock')
  const uri = `qemu:///session?socket=${upstream}`
  const argv = ['--verbose', '--rate', '1000000', '--connect', uri, '--socket', socket]
  const child = fork(program, argv, { execArgv: measurable, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  await serving(child)
  const end = async () => {
    child.kill()
    await once(child, 'exit')
  }
  return { socket, process: child, end }
}

/** @param {import('node:child_process').ChildProcess} child */
async function serving({ stderr }) {
  let said = ''
  for await (const chunk of stderr.iterator({ destroyOnReturn: false })) {
    said += chunk
    if (said.includes('serving')) return void stderr.resume()
  }
  throw new Error(`virt-proxyd does not start: ${said}`)
}

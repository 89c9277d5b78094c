import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../packages/qemud/bin/virt-qemud.js', import.meta.url))

/**
 * A daemon with directories of its own, which serves already: what outlives the host in `files`, the rest in `run`. `execArgv`
 * is for the Node that runs it.
 */
export async function startDaemon(files, { run = files, execArgv = [] } = {}) {
  const places = {
    XDG_RUNTIME_DIR: join(run, 'runtime'),
    XDG_CONFIG_HOME: join(files, 'config'),
    XDG_STATE_HOME: join(files, 'state'),
    XDG_CACHE_HOME: join(files, 'cache'),
  }
  const sockets = join(run, 'socket')
  for (const directory of [...Object.values(places), sockets])
    await mkdir(directory, { mode: 0o700, recursive: true })
  const server = fork(program, ['--session', '--socket-dir', sockets], {
    env: { ...process.env, ...places },
    execArgv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const socket = join(sockets, 'qemud-sock')
  const exited = once(server, 'exit')
  await Promise.race([serves(socket), exited.then(([status]) => failed(status))])
  const end = async () => {
    server.kill()
    await exited
  }
  return { process: server, pid: server.pid, socket, end }
}

function failed(status) {
  throw new Error(`virt-qemud has ended with status ${status}`)
}

async function serves(path) {
  while (!(await answers(path))) await sleep(20)
}

async function answers(path) {
  const socket = connect(path)
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

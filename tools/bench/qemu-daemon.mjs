import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../packages/qemud/bin/virt-qemud.js', import.meta.url))

const places = {
  XDG_RUNTIME_DIR: 'runtime',
  XDG_CONFIG_HOME: 'config',
  XDG_STATE_HOME: 'state',
  XDG_CACHE_HOME: 'cache',
}

/** A daemon with directories of its own, which serves already. `execArgv` is for the Node that runs it. */
export async function startDaemon(directory, { execArgv = [] } = {}) {
  const env = { ...process.env }
  for (const [variable, name] of Object.entries(places)) {
    env[variable] = join(directory, name)
    await mkdir(env[variable], { mode: 0o700 })
  }
  const sockets = join(directory, 'socket')
  await mkdir(sockets, { mode: 0o700 })
  const args = ['--session', '--verbose', '--socket-dir', sockets]
  const server = fork(program, args, { env, execArgv, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  await once(server.stderr, 'data')
  server.stderr.resume()
  const end = async () => {
    server.kill()
    await once(server, 'exit')
  }
  return { process: server, pid: server.pid, socket: join(sockets, 'qemud-sock'), end }
}

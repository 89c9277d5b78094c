// As a service manager does: listen on a socket, start a program that gets it as descriptor 3, and be gone.
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'

const [, , path, ...command] = process.argv
const server = createServer().listen(path, () => {
  const script = 'LISTEN_PID=$$ LISTEN_FDS=1 exec "$@"'
  const stdio = ['ignore', 'ignore', 'inherit', server._handle.fd]
  const child = spawn('sh', ['-c', script, 'sh', ...command], { detached: true, stdio })
  process.stdout.write(`${child.pid}\n`, () => process.kill(process.pid, 'SIGKILL'))
})

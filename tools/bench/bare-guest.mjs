import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { nanoGuest } from '../guests/index.mjs'

/** QEMU driven by hand: the least that a start takes. `path` is a socket's, which QEMU connects to. */
export async function bareGuests(path) {
  const server = createServer()
  await once(server.listen(path), 'listening')
  return { start: () => start(server, path), close: () => server.close() }
}

async function start(server, path) {
  const qemu = spawn('qemu-system-x86_64', commandLine(path), { stdio: ['ignore', 'ignore', 'inherit'] })
  const exited = once(qemu, 'exit')
  const [socket] = await once(server, 'connection')
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  await answer(lines, 'QMP')
  const execute = async (command) => {
    socket.write(`{"execute":"${command}"}\n`)
    await answer(lines, 'return')
  }
  await execute('qmp_capabilities')
  await execute('cont')
  return async () => {
    socket.write('{"execute":"quit"}\n')
    await exited
    socket.destroy()
  }
}

async function answer(lines, key) {
  for (;;) {
    const { value, done } = await lines.next()
    if (done) throw new Error('QEMU has left')
    const message = JSON.parse(value)
    if ('error' in message) throw new Error(message.error.desc)
    if (key in message) return
  }
}

const commandLine = (path) =>
  [
    ['-S', '-nodefaults', '-no-user-config', '-display', 'none', '-machine', 'pc,accel=tcg', '-m', '32'],
    ['-kernel', nanoGuest(), '-serial', 'pty', '-qmp', `unix:${path}`],
  ].flat()

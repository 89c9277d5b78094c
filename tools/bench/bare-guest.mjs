import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { nanoGuest } from '../guests/index.mjs'

/** QEMU driven by hand: the least that a start takes. QEMU connects to a socket, whose path begins with `path`. */
export function bareGuests(path) {
  let started = 0
  return { start: () => start(`${path}-${++started}`) }
}

async function start(path) {
  const server = createServer()
  await once(server.listen(path), 'listening')
  const qemu = spawn('qemu-system-x86_64', commandLine(path), { stdio: ['ignore', 'ignore', 'inherit'] })
  const exited = once(qemu, 'exit')
  const [socket] = await once(server, 'connection')
  server.close()
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  await answer(lines, 'QMP')
  const execute = async (command) => {
    socket.write(`{"execute":"${command}"}\n`)
    await answer(lines, 'return')
  }
  await execute('qmp_capabilities')
  await execute('cont')
  const quit = async () => {
    socket.write('{"execute":"quit"}\n')
    await exited
    socket.destroy()
  }
  return { execute, quit }
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

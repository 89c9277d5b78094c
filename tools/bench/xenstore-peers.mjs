import { execFileSync, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const python = '/usr/bin/python3'

const file = (name) => fileURLToPath(new URL(name, import.meta.url))

/** libxenstore in C; `undefined` where it cannot be compiled. */
export function libxenstore(directory, socket) {
  const program = join(directory, 'peer')
  const compile = ['-O2', '-o', program, file('xenstore-peer.c'), '-lxenstore']
  return tried('gcc', compile) ? new Peer(program, [], { XENSTORED_PATH: socket }) : undefined
}

/** pyxs in Python; `undefined` where it is not installed. */
export function pyxs(socket) {
  return tried(python, ['-c', 'import pyxs'])
    ? new Peer(python, [file('xenstore-peer.py'), socket], {})
    : undefined
}

function tried(command, args) {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Another process that does the same with another library, and tells how long it took. */
class Peer {
  #child
  #lines

  constructor(command, args, env) {
    this.#child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  /** Milliseconds for so many of `read`, `open` or `watch`. */
  async time(what, count) {
    this.#child.stdin.write(`${what} ${count}\n`)
    const { value, done } = await this.#lines.next()
    if (done) throw new Error('the peer has left')
    return Number(value)
  }

  close() {
    this.#child.stdin.end()
  }
}

import { execFileSync, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const python = '/usr/bin/python3'

const local = (name) => fileURLToPath(new URL(name, import.meta.url))

/** A program in C, compiled into `directory`; `undefined` where that is not possible. */
export function inC(directory, source, library, { args = [], env } = {}) {
  const program = join(directory, basename(source, '.c'))
  const compile = ['-O2', '-o', program, local(source), `-l${library}`]
  return tried('gcc', compile) ? new TimingPeer(program, args, env) : undefined
}

/** A program in Debian's Python; `undefined` where the module is not installed. */
export function inPython(source, module, args = []) {
  return tried(python, ['-c', `import ${module}`])
    ? new TimingPeer(python, [local(source), ...args])
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
class TimingPeer {
  #child
  #lines

  constructor(command, args, env = {}) {
    this.#child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  /** What it answers to "WHAT COUNT". */
  async ask(what, count) {
    this.#child.stdin.write(`${what} ${count}\n`)
    const { value, done } = await this.#lines.next()
    if (done) throw new Error('the peer has left')
    return value
  }

  /** Milliseconds for so many of what its program can do. */
  async time(what, count) {
    return Number(await this.ask(what, count))
  }

  close() {
    this.#child.stdin.end()
  }
}

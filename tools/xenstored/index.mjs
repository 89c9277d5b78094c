import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { install, programs } from './program.mjs'

export async function startXenstored(...options) {
  await install()
  const store = new Xenstored(options)
  await store.answering()
  return store
}

class Xenstored {
  directory = mkdtempSync(join(tmpdir(), 'virt-xenstored-'))
  socket = join(this.directory, 'socket')
  #domains = join(this.directory, 'domains')
  #daemon
  #ended
  #complaint = ''

  constructor(options) {
    mkdirSync(this.#domains)
    const args = ['--no-fork', '--pid-file', join(this.directory, 'pid'), ...options]
    this.#daemon = spawn(join(programs, 'xenstored'), args, {
      env: {
        LD_LIBRARY_PATH: programs,
        NO_XEN_DOMAINS: this.#domains,
        XENSTORED_PATH: this.socket,
        XENSTORED_ROOTDIR: this.directory,
        XENSTORED_RUNDIR: this.directory,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.#daemon.stderr.on('data', (chunk) => (this.#complaint += chunk))
    this.#ended = once(this.#daemon, 'close')
  }

  async answering() {
    while (!(await accepts(this.socket))) {
      if (this.#gone) throw new Error(`xenstored does not start: ${this.#complaint}`)
      await sleep(5)
    }
  }

  domains(ids) {
    const wanted = new Set(ids.map(String))
    for (const id of readdirSync(this.#domains)) if (!wanted.delete(id)) rmSync(join(this.#domains, id))
    for (const id of wanted) writeFileSync(join(this.#domains, id), '')
  }

  kill(signal) {
    this.#daemon.kill(signal)
  }

  async stop() {
    if (!this.#gone) this.#daemon.kill('SIGKILL')
    await this.#ended
    rmSync(this.directory, { recursive: true, force: true })
  }

  get #gone() {
    return this.#daemon.exitCode !== null || this.#daemon.signalCode !== null
  }
}

function accepts(path) {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

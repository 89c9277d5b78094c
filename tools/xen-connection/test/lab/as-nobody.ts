import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const home = fileURLToPath(new URL('../..', import.meta.url))
const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups']

const program = (body: string): string => `
  import '@virt/driver-hypervisor'
  import '@virt/driver-xenstore'
  import '@virt/driver-proxy'
  import { open, openReadOnly } from '@virt/core'
  try {
    ${body}
  } catch ({ code, message }) {
    console.log(code, message)
  }
  process.exit()`

const commandLine = (body: string): string[] => [
  ...nobody,
  process.execPath,
  '--input-type=module',
  '--eval',
  program(body),
]

const surroundings = { cwd: home, env: { PATH: process.env.PATH, HOME: '/nonexistent' } }

/** What a program prints that a user without privileges runs, with all drivers that such a user may want. */
export async function asNobody(body: string): Promise<string> {
  const { stdout } = await execute('setpriv', commandLine(body), { ...surroundings, timeout: 120_000 })
  return stdout.trim()
}

/** A user without privileges who hears of domains, one line each. */
export interface Listener extends Disposable {
  next(): Promise<string>
}

/** Resolves when nothing can be missed any more. */
export async function listenAsNobody(): Promise<Listener> {
  const words = commandLine(`
    const connection = await openReadOnly('xen:///')
    await connection.on('domain', ({ domain, event }) => console.log(domain.name, event))
    console.log('listening')
    await new Promise((resolve) => setTimeout(resolve, 600_000))`)
  const child = spawn('setpriv', words, { ...surroundings, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async (): Promise<string> => String((await lines.next()).value)
  assert.equal(await next(), 'listening')
  return { next, [Symbol.dispose]: () => void child.kill() }
}

import { execFile } from 'node:child_process'
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

/** What a program prints that a user without privileges runs, with all drivers that such a user may want. */
export async function asNobody(body: string): Promise<string> {
  const node = [process.execPath, '--input-type=module', '--eval', program(body)]
  const { stdout } = await execute('setpriv', [...nobody, ...node], {
    cwd: home,
    env: { PATH: process.env.PATH, HOME: '/nonexistent' },
    timeout: 60_000,
  })
  return stdout.trim()
}

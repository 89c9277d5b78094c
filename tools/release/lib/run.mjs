import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** What this workspace's tools put into the environment, and a user's shell does not have. */
const ours = /^(npm_|NODE_|VITEST|NX_|INIT_CWD|FORCE_COLOR)/i

/**
 * Run a command to its end, as from a user's shell.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd: string, env?: Record<string, string>, input?: string | undefined}} options
 * @returns {Promise<string>} what it printed; a failure throws with it
 */
export async function run(command, args, { cwd, env = {}, input }) {
  const inherited = Object.entries(process.env).filter(([name]) => !ours.test(name))
  const running = execute(command, args, {
    cwd,
    env: { ...Object.fromEntries(inherited), ...env },
    timeout: 120_000,
    maxBuffer: 1 << 26,
  })
  running.child.stdin?.on('error', unread).end(input)
  try {
    const { stdout } = await running
    return stdout
  } catch (error) {
    const { stdout = '', stderr = '' } = /** @type {{stdout?: string, stderr?: string}} */ (error)
    throw new Error(`${command} ${args.join(' ')} failed in ${cwd}\n${stdout}${stderr || String(error)}`)
  }
}

/** A command that fails early does not read its input; its failure is what counts. */
function unread() {}

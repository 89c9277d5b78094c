import type { Environment } from './environment.js'
import { Output } from './output/output.js'
import { parseProgramOptions, type ProgramOptions } from './parser/program-options.js'
import { Session } from './session.js'
import { runCommands } from './run-commands.js'

/** The whole program: `virt` with these arguments in this environment. Answers the exit status. */
export async function main(argv: readonly string[], environment: Environment): Promise<number> {
  const options = parseOptions(argv, environment)
  if (!options) return 1
  const output = new Output(environment.stdout, environment.stderr, options)
  if (options.show) return show(options.show, output)
  return (await runSession(options, output, environment)) ? 0 : 1
}

function parseOptions(argv: readonly string[], { stderr }: Environment): ProgramOptions | undefined {
  try {
    return parseProgramOptions(argv)
  } catch (thrown) {
    stderr.write(`error: ${(thrown as Error).message}\n`)
    return undefined
  }
}

async function show(what: NonNullable<ProgramOptions['show']>, output: Output): Promise<number> {
  const { usage } = await import('./shell/usage.js')
  output.print(await usage(what))
  return 0
}

async function runSession(
  options: ProgramOptions,
  output: Output,
  environment: Environment,
): Promise<boolean> {
  const { connect, readOnly, escape, rest } = options
  const interactive = rest.length === 0
  const uri = connect ?? (environment.env.VIRSH_DEFAULT_CONNECT_URI || undefined)
  const session = new Session(output, environment, { uri, readOnly, interactive, escape })
  const forget = environment.onInterrupt(() => session.interrupt())
  try {
    if (!interactive)
      return await runCommands(rest, session, { timing: options.timing, connectFirst: Boolean(uri) })
    const { runShell } = await import('./shell/shell.js')
    return await runShell(session, { timing: options.timing, connectFirst: Boolean(uri) })
  } finally {
    forget()
    await session.disconnect()
  }
}

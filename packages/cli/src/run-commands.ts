import { performance } from 'node:perf_hooks'
import { findCommand } from './commands/catalogue.js'
import { whyNotHere } from './commands/not-here.js'
import type { Given, Options, Values } from './parser/command.js'
import { type Invocation, parse } from './parser/parse.js'
import { wordsIn, wordsOf } from './parser/tokens.js'
import type { Session } from './session.js'

export interface RunOptions {
  /** Say how long each command took. */
  readonly timing: boolean
  /** A connection that was asked for by name must open, whatever the commands need. */
  readonly connectFirst: boolean
}

/** Run the commands of a command line. Answers whether the last one succeeded. */
export async function runCommands(
  words: readonly string[],
  session: Session,
  options: RunOptions,
): Promise<boolean> {
  try {
    const invocations = await parseCommands(words, session)
    if (options.connectFirst) await session.connection()
    return await runAll(invocations, session, options)
  } catch (thrown) {
    session.output.report(thrown)
    return false
  }
}

async function parseCommands(words: readonly string[], session: Session): Promise<Invocation[]> {
  const [script = ''] = words
  if (words.length === 1) session.output.debug('INFO', `commands: "${script}"`)
  return parse(words.length === 1 ? wordsIn(script) : wordsOf(words), {
    find: findCommand,
    why: whyNotHere,
    trace: (text) => session.output.debug('INFO', text),
  })
}

async function runAll(
  invocations: readonly Invocation[],
  session: Session,
  { timing }: RunOptions,
): Promise<boolean> {
  let succeeded = true
  for (const invocation of invocations) {
    const before = performance.now()
    succeeded = await runOne(invocation, session)
    if (session.ended) return succeeded
    if (timing) session.output.print(`\n(Time: ${(performance.now() - before).toFixed(3)} ms)\n\n`)
    else session.output.confirm('')
    if (session.signal.aborted) return succeeded
  }
  return succeeded
}

async function runOne({ command, given }: Invocation, session: Session): Promise<boolean> {
  try {
    if (!command.offline) await session.connection()
    return (await command.run(session, await readValues(command.options, given, session))) !== false
  } catch (thrown) {
    session.output.report(thrown)
    return false
  }
}

/** Values in the order of the definition, so that the first mistake in it is the one that is told. */
async function readValues(
  options: Options,
  given: ReadonlyMap<string, Given>,
  session: Session,
): Promise<Values<Options>> {
  const values: Record<string, unknown> = {}
  for (const [name, option] of Object.entries(options))
    if (option.type !== 'alias') values[name] = await option.read(given.get(name), session)
  return values as Values<Options>
}

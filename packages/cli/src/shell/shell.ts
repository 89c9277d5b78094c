import type { Interface } from 'node:readline'
import { isTerminal } from '../environment.js'
import { runCommands, type RunOptions } from '../run-commands.js'
import type { Session } from '../session.js'
import { complete } from './completion.js'
import { readHistory, writeHistory } from './history.js'

const welcome = `Welcome to virt, the virtualization interactive terminal.

Type:  'help' for help with commands
       'quit' to quit
`

/** Read commands until `quit` or the end of the input. Answers whether the shell could be opened at all. */
export async function runShell(session: Session, options: RunOptions): Promise<boolean> {
  if (options.connectFirst && !(await connects(session))) return false
  const later = { ...options, connectFirst: false }
  return isTerminal(session.environment.stdin) ? runInteractive(session, later) : runScript(session, later)
}

async function connects(session: Session): Promise<boolean> {
  try {
    await session.connection()
    return true
  } catch (thrown) {
    session.output.report(thrown)
    return false
  }
}

/** Commands from a pipe or a file: no prompt, no greeting. */
async function runScript(session: Session, options: RunOptions): Promise<boolean> {
  const { createInterface } = await import('node:readline')
  const lines = createInterface({ input: session.environment.stdin, terminal: false })
  for await (const line of lines) {
    if (line.trim() !== '') await runCommands([line], session, options)
    if (session.ended || session.signal.aborted) break
  }
  lines.close()
  return true
}

async function runInteractive(session: Session, options: RunOptions): Promise<boolean> {
  session.output.confirm(welcome)
  let history = await readHistory(session.environment)
  while (!session.ended && !session.output.gone.aborted) {
    const answer = await readLines(session, history)
    if (answer === undefined) break
    history = answer.history
    session.renew()
    if (answer.script.trim() !== '') await runCommands([answer.script], session, options)
  }
  await writeHistory(session.environment, history)
  return true
}

interface Answer {
  readonly script: string
  readonly history: string[]
}

/** One line, or several that were pasted, with editing, completion and history. The terminal is free while commands run. */
async function readLines(session: Session, earlier: readonly string[]): Promise<Answer | undefined> {
  const { createInterface } = await import('node:readline')
  const { stdin, stdout } = session.environment
  const lines: string[] = []
  let history = [...earlier]
  const editor = createInterface({
    input: stdin,
    output: stdout,
    history,
    removeHistoryDuplicates: true,
    completer: (line: string, done: Done) => void propose(line, session, done),
  })
  return new Promise((resolve) => {
    editor.on('history', (changed) => (history = changed))
    editor.on('line', (line) => {
      if (lines.push(line) === 1) setImmediate(() => editor.close())
    })
    editor.once('close', () => {
      if (lines.length === 0) session.output.print('\n')
      resolve(lines.length === 0 ? undefined : { script: lines.join('\n'), history })
    })
    editor.on('SIGINT', () => discard(editor))
    editor.setPrompt(session.readOnly ? 'virt > ' : 'virt # ')
    editor.prompt()
  })
}

/** Ctrl-C on a line forgets the line. */
function discard(editor: Interface): void {
  editor.write(null, { ctrl: true, name: 'e' })
  editor.write(null, { ctrl: true, name: 'u' })
}

type Done = (error: Error | null, result: [string[], string]) => void

async function propose(line: string, session: Session, done: Done): Promise<void> {
  const { proposals, begun } = await complete(line, session)
  done(null, [proposals.map((each) => (each.endsWith('/') ? each : `${each} `)), begun])
}

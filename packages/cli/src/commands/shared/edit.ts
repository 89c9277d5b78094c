import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isTerminal } from '../../environment.js'
import { Failure } from '../../parser/failure.js'
import type { Session } from '../../session.js'

export interface Edit {
  /** The text to begin with. */
  readonly text: string
  /** Take the new text; whatever it throws may be mended by editing again. */
  readonly save: (text: string) => Promise<unknown>
}

/** Let the user edit a text with their editor until it is taken or given up. Answers whether it was changed. */
export async function edit(session: Session, { text, save }: Edit): Promise<boolean> {
  const directory = await mkdtemp(join(tmpdir(), 'virt-edit-'))
  const file = join(directory, 'description.xml')
  try {
    await writeFile(file, text, { mode: 0o600 })
    for (;;) {
      await runEditor(session, file)
      const edited = await readFile(file, 'utf8')
      if (edited === text) return false
      if (await saved(session, () => save(edited))) return true
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** `false`: the user wants to try again. */
async function saved(session: Session, save: () => Promise<unknown>): Promise<boolean> {
  try {
    await save()
    return true
  } catch (thrown) {
    if (!(await wantsAnotherTry(session, thrown))) throw thrown
    return false
  }
}

async function wantsAnotherTry(session: Session, thrown: unknown): Promise<boolean> {
  const { stdin, stdout } = session.environment
  if (!isTerminal(stdin)) return false
  session.output.report(thrown)
  const { createInterface } = await import('node:readline/promises')
  const questions = createInterface({ input: stdin, output: stdout })
  try {
    for (;;) {
      const answer = await questions.question('Failed. Try again? [y,n,?]: ', { signal: session.signal })
      if (/^y/i.test(answer)) return true
      if (/^n/i.test(answer)) return false
      session.output.line('y - yes, start editor again\nn - no, throw away my changes\n? - print this help')
    }
  } finally {
    questions.close()
  }
}

async function runEditor({ environment, signal }: Session, file: string): Promise<void> {
  const { spawn } = await import('node:child_process')
  const { VISUAL, EDITOR } = environment.env
  const editor = VISUAL || EDITOR || 'vi'
  await new Promise<void>((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', `${editor} "$1"`, editor, file], {
      stdio: 'inherit',
      env: environment.env,
      signal,
    })
    child.once('error', (cause) => reject(new Failure(`cannot run editor '${editor}'`, { cause })))
    child.once('exit', (status) =>
      status === 0
        ? resolve()
        : reject(new Failure(`editor '${editor}' ended with status ${status ?? 'unknown'}`)),
    )
  })
}

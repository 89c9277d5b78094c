import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Environment } from '../environment.js'

const longest = 500

function historyFile({ env }: Environment): string | undefined {
  const state = env.XDG_STATE_HOME || (env.HOME && join(env.HOME, '.local', 'state'))
  return state ? join(state, 'virt', 'history') : undefined
}

/** Earlier lines, newest first. */
export async function readHistory(environment: Environment): Promise<string[]> {
  const file = historyFile(environment)
  const text = file ? await readFile(file, 'utf8').catch(() => '') : ''
  return text.split('\n').filter(Boolean).slice(-longest).reverse()
}

/** Keep lines, newest first, for the user alone. A history that cannot be written is no reason to complain. */
export async function writeHistory(environment: Environment, lines: readonly string[]): Promise<void> {
  const file = historyFile(environment)
  if (!file || lines.length === 0) return
  const text = lines
    .slice(0, longest)
    .reverse()
    .map((line) => `${line}\n`)
    .join('')
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await writeFile(file, text, { mode: 0o600 })
  } catch {
    return
  }
}

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const bin = fileURLToPath(new URL('../bin/virt.js', import.meta.url))
const built = existsSync(fileURLToPath(new URL('../dist/virt.js', import.meta.url)))
const hasTerminals = spawnSync('script', ['-V']).status === 0

let home = ''
beforeEach(async () => void (home = await mkdtemp(join(tmpdir(), 'virt-cli-'))))
afterEach(() => rm(home, { recursive: true }))

const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, HOME: home, TERM: 'xterm' })

function run(argv: readonly string[], input = ''): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...argv], {
    input,
    encoding: 'utf8',
    env: environment(),
  })
  return { status, stdout, stderr }
}

describe.skipIf(!built)('the installed program', () => {
  it('prints and ends by itself', () =>
    expect(run(['-c', 'test:///default', 'list'])).toEqual({
      status: 0,
      stdout: ' Id   Name   State\n----------------------\n 1    test   running\n\n',
      stderr: '',
    }))

  it('fails with 1', () =>
    expect(run(['-q', '-c', 'test:///default', 'domid', 'x'])).toEqual({
      status: 1,
      stdout: '',
      stderr: "error: failed to get domain 'x'\n",
    }))

  it('takes commands from a pipe', () =>
    expect(run(['-q', '-c', 'test:///default'], 'domid test\n\n# nothing\nuri; quit\npwd\n')).toEqual({
      status: 0,
      stdout: '1\ntest:///default\n',
      stderr: '',
    }))

  it('says nothing when its reader has gone', () => {
    const script = `"${process.execPath}" "${bin}" help | head -c 10 >/dev/null`
    const { stderr } = spawnSync('/bin/sh', ['-c', script], { encoding: 'utf8', env: environment() })
    expect(stderr).toBe('')
  })

  it('Ctrl-C ends what runs', async () => {
    const child = spawn(
      process.execPath,
      [bin, '-q', '-c', 'test:///default', 'echo -; pwd; event --all --loop; uri'],
      { env: environment() },
    )
    let shown = ''
    child.stdout.on('data', (chunk: Buffer) => (shown += chunk.toString()))
    await once(child.stdout, 'data')
    await setTimeout(500)
    child.kill('SIGINT')
    expect(await once(child, 'close')).toEqual([1, null])
    expect(shown).toBe(`-${process.cwd()}\nevent loop interrupted\nevents received: 0\n`)
  })

  it('Ctrl-C twice ends what cannot be stopped', async () => {
    spawnSync('mkfifo', [join(home, 'pipe')])
    const child = spawn(process.execPath, [bin, '-c', 'test:///default', 'echo -; define pipe'], {
      env: environment(),
      cwd: home,
    })
    await once(child.stdout, 'data')
    for (let times = 0; times < 2; times++) {
      await setTimeout(500)
      child.kill('SIGINT')
    }
    expect(await once(child, 'exit')).toEqual([null, 'SIGINT'])
  })
})

/** Typed by nobody: wait a second. */
const pause = '…'

describe.skipIf(!built || !hasTerminals)('the shell', () => {
  const keys = (...typed: readonly string[]): Promise<string> => {
    const child = spawn(
      'script',
      ['-qec', `"${process.execPath}" "${bin}" -c test:///default`, '/dev/null'],
      { env: environment() },
    )
    let shown = ''
    let next = 0
    const type = async (line: string): Promise<void> => {
      for (const key of line) {
        if (key !== pause) child.stdin.write(key)
        await setTimeout(key === pause ? 1000 : 20)
      }
    }
    child.stdout.on('data', (chunk: Buffer) => {
      shown += chunk.toString()
      const ready = stripVTControlCharacters(shown).split(/(?:^|\n)virt # /).length - 1 > next
      if (ready && next < typed.length) void type(typed[next++] ?? '')
    })
    return once(child, 'exit').then(() => shown)
  }

  it('greets, completes, remembers, and survives Ctrl-C', async () => {
    const shown = await keys(`nonsense\x03dominf\t${pause}test\n`, 'quit\n')
    expect(shown).toContain('Welcome to virt, the virtualization interactive terminal.')
    expect(shown).toContain('Name:           test')
    const history = join(home, '.local', 'state', 'virt', 'history')
    expect(await readFile(history, 'utf8')).toBe('dominfo test\nquit\n')
    expect((await stat(history)).mode & 0o777).toBe(0o600)
  })

  it('Ctrl-C ends a command, not the shell', async () => {
    const shown = stripVTControlCharacters(await keys(`event --all --loop\n${pause}\x03`, 'uri\n', 'quit\n'))
    expect(shown).toContain('event loop interrupted\r\nevents received: 0\r\n')
    expect(shown).toContain('\ntest:///default\r\n')
  })

  it('ends with the input', async () => expect(await keys('\x04')).toMatch(/virt # [^]*\n$/))
})

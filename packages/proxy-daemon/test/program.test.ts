import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect } from '@virt/core/rpc'
import { describe, expect, it } from 'vitest'
import { accountOf } from '../src/account.js'
import { parseCommandLine } from '../src/options.js'
import { program, started } from './support/program.js'
import { temporary } from './support/temporary.js'

const activate = fileURLToPath(new URL('support/activate.mjs', import.meta.url))
const asRoot = process.getuid?.() === 0

describe('the command line', () => {
  it('serves Xen on the usual socket unless told otherwise', () => {
    expect(parseCommandLine([])).toEqual({
      action: 'serve',
      uri: 'xen:///',
      socket: '/run/virt/proxy.sock',
      logLevel: 'warning',
    })
    expect(
      parseCommandLine(['-c', 'qemu:///system', '-s', '/x', '-u', 'bin', '-t', '0', '--rate', '9', '-v']),
    ).toEqual({
      action: 'serve',
      uri: 'qemu:///system',
      socket: '/x',
      user: 'bin',
      timeout: 0,
      messagesPerSecond: 9,
      logLevel: 'info',
    })
  })

  it.each([[['--nonsense']], [['word']], [['-t', 'x']], [['--rate', '0']], [['-s', 'x']], [['-l', 'loud']]])(
    'refuses %j',
    (argv) => {
      expect(() => parseCommandLine(argv)).toThrow(expect.objectContaining({ code: 'INVALID_ARG' }) as Error)
    },
  )
})

it('an account is a name or two numbers', async () => {
  expect(await accountOf('root')).toEqual({ uid: 0, gid: 0 })
  expect(await accountOf('7:8')).toEqual({ uid: 7, gid: 8 })
  await expect(accountOf('no such user')).rejects.toMatchObject({ code: 'INVALID_ARG' })
})

describe('the program virt-proxyd', () => {
  it.each([
    [['--help'], 0, /^NAME\n {2}virt-proxyd/, /^$/],
    [['--version'], 0, /^\d+\.\d+\.\d+/, /^$/],
    [['--nonsense'], 1, /^$/, /^virt-proxyd: error: invalid argument: Unknown option '--nonsense'/],
    [['-c', 'nothing:///', '-s', join('/tmp', 'x', 'y')], 1, /^$/, /^virt-proxyd: error: /],
  ])('%j', async (argv, status, stdout, stderr) => {
    expect(await run(argv)).toEqual({
      status,
      stdout: expect.stringMatching(stdout) as string,
      stderr: expect.stringMatching(stderr) as string,
    })
  })

  it('serves until it is told to end', async () => {
    const { socket, child, exit } = await started({}, '-c', 'test:///default')
    const client = await connect(socket)
    expect(await client.host!.type!({})).toBe('TEST')
    child.kill('SIGUSR1')
    expect((await client.domains!.list!({}, {})).map(({ name }) => name)).toEqual(['test'])
    child.kill('SIGTERM')
    expect(await client.lost).toMatchObject({ code: 'CONNECTION_LOST' })
    expect(await exit).toEqual([0, null])
  })

  it('replaces the socket of one that was killed', async () => {
    const first = await started({}, '-c', 'test:///default')
    first.child.kill('SIGKILL')
    await first.exit
    expect(existsSync(first.socket)).toBe(true)
    const node = join(temporary(), 'node.xml')
    writeFileSync(node, '<node/>')
    const second = await started({}, '-c', `test://${node}`, '-s', first.socket)
    const client = await connect(second.socket)
    expect(await client.domains!.list!({}, {})).toEqual([])
    await client.close()
  })

  it.runIf(asRoot)('has no privileges left when it serves', async () => {
    const { child } = await started({}, '-c', 'test:///default', '-u', '65533:65533')
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    const fields = Object.fromEntries(status.split('\n').map((line) => line.split(/:\s*/)))
    expect([fields.Uid, fields.Groups, fields.CapPrm, fields.CapEff]).toEqual([
      '65533\t65533\t65533\t65533',
      '',
      '0000000000000000',
      '0000000000000000',
    ])
  })

  it('serves the socket that a service manager opened', async () => {
    const path = join(temporary(), 'activated')
    const manager = spawn(
      process.execPath,
      [activate, path, process.execPath, program, '-c', 'test:///default'],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    const [line] = (await once(manager.stdout, 'data')) as [Buffer]
    const client = await connect(path)
    expect(await client.host!.type!({})).toBe('TEST')
    process.kill(Number(line), 'SIGTERM')
    expect(await client.lost).toMatchObject({ code: 'CONNECTION_LOST' })
  })

  it('ends by itself when nobody needs it', async () => {
    const { exit } = await started({}, '-c', 'test:///default', '-t', '1')
    expect(await exit).toEqual([0, null])
  })

  it('says why it is not the only one', async () => {
    const { socket } = await started({}, '-c', 'test:///default')
    expect(await run(['-c', 'test:///default', '-s', socket])).toEqual({
      status: 75,
      stdout: '',
      stderr: `virt-proxyd: error: resource busy: socket '${socket}' is in use by another process\n`,
    })
  })
})

async function run(argv: readonly string[]) {
  const child = spawn(process.execPath, [program, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()))
  const [status] = (await once(child, 'close')) as [number]
  return { status, ...said }
}

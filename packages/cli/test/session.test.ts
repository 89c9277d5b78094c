import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onTest, virt } from './run.js'

let directory = ''
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'virt-cli-'))))
afterEach(() => rm(directory, { recursive: true }))

describe('a session', () => {
  it('finds its URI in the environment', async () => {
    const env = { VIRT_DEFAULT_URI: 'test:///default', LIBVIRT_DEFAULT_URI: 'nosuch:///x' }
    expect(await virt(['-q', 'uri'], { env })).toMatchObject({ status: 0, stdout: 'test:///default\n' })
  })

  it('opens nothing for commands that need no connection', async () => {
    const env = { LIBVIRT_DEFAULT_URI: 'nosuch:///x' }
    expect(await virt(['-q', 'pwd'], { env, cwd: directory })).toMatchObject({
      status: 0,
      stdout: `${directory}\n`,
    })
  })

  it('opens what was asked for by name, whatever the command', async () =>
    expect(await virt(['pwd'], { env: { VIRSH_DEFAULT_CONNECT_URI: 'nosuch:///x' } })).toMatchObject({
      status: 1,
      stdout: '',
    }))

  it('connects elsewhere, and to look only', async () => {
    const { status, stdout, stderr } = await onTest(
      '-q',
      'connect test:///default?latency=1; uri; connect --readonly; uri; suspend test',
    )
    expect({ status, stdout }).toEqual({ status: 1, stdout: 'test:///default?latency=1\n'.repeat(2) })
    expect(stderr).toMatch(/^error: Failed to suspend domain 'test'\nerror: operation forbidden/)
  })

  it('goes on after a failed connect', async () =>
    expect(await onTest('-q', 'connect nosuch:///x; connect test:///default; uri')).toMatchObject({
      status: 0,
      stdout: 'test:///default\n',
    }))

  it('ends with quit', async () =>
    expect(await onTest('echo a; quit; echo b')).toMatchObject({ status: 0, stdout: 'a\n' }))

  it('-t tells how long each command took', async () =>
    expect((await onTest('-t', 'domid test')).stdout).toMatch(/^1\n\n\(Time: \d+\.\d{3} ms\)\n\n$/))

  it('-d and -l tell what was understood, on the screen and in a file', async () => {
    const log = join(directory, 'log')
    const { stdout } = await onTest('-d1', '-l', log, 'domid test')
    expect(stdout).toBe(
      'commands: "domid test"\ndomid: domain(optdata): test\ndomid: found option <domain>: test\n1\n\n',
    )
    await onTest('-l', log, 'domid nothing')
    const lines = (await readFile(log, 'utf8')).trimEnd().split('\n')
    expect(lines.at(-1)).toMatch(
      /^\[\d{4}-\d\d-\d\dT[\d:.]+Z virt \d+\] ERROR failed to get domain 'nothing'$/,
    )
    expect(lines).toHaveLength(4)
  })

  it('-r looks only', async () =>
    expect((await virt(['-q', '-r', '-c', 'test:///default', 'list --name'])).stdout).toBe('test\n'))
})

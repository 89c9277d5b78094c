import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nanoDomainXml } from '../../../tools/guests/index.mjs'
import { peer } from '../../../tools/peers.mjs'
import { type Ran, virt, type World } from './run.js'

describe.skipIf(!peer('qemu'))('a real guest on QEMU', () => {
  let directory = ''
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'virt-cli-'))
    await writeFile(join(directory, 'nano.xml'), nanoDomainXml({ name: 'nano' }))
  })
  afterEach(async () => {
    await onQemu('destroy nano')
    await rm(directory, { recursive: true })
  })

  const onQemu = (script: string, world: World = {}): Promise<Ran> =>
    virt(['-q', '-c', `qemu:///embed?root=${directory}/root`, script], { cwd: directory, ...world })

  it('is defined, started, seen, talked with, and stopped', async () => {
    const { status, stdout } = await onQemu(
      'define nano.xml; start nano; list --name; domstate nano --reason',
    )
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'nano\nrunning (booted)\n' })

    const keyboard = new PassThrough()
    keyboard.write('ping\n')
    const leave = (text: string): void => void (text.includes('pong') && keyboard.write('\x1d'))
    const talk = await onQemu('console nano', { stdin: keyboard, heard: leave })
    expect(talk).toMatchObject({ status: 0, stderr: '' })
    expect(talk.stdout).toContain('pong')

    const end = await onQemu('destroy nano; undefine nano; list --all --name')
    expect(end).toMatchObject({ status: 0, stdout: '', stderr: '' })
  })
})

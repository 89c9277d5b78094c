import { parseDomain } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Socket } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { buildCommand } from '../../src/command-line/build.js'
import type { Emulator } from '../../src/emulators/emulator.js'
import { Emulators } from '../../src/emulators/emulators.js'
import { QmpClient } from '../../src/qmp/client.js'
import { cases, corpusFile, type Case } from './corpus/cases.js'
import { makeFiles, runsAnywhere, staged } from './corpus/stage.js'

/** `VIRT_TEST_FULL=1` starts them all; else every fifth. */
const step = process.env['VIRT_TEST_FULL'] ? 1 : 5
const patience = 60_000
const root = mkdtempSync(join(tmpdir(), 'virt-corpus-'))

interface Started {
  readonly name: string
  /** Empty: it started. */
  readonly complaint: string
}

/** The arguments of a case that needs nothing special of the host; its files are made. */
function argvOf({ xml }: Case, emulator: Emulator, place: string): readonly string[] | undefined {
  try {
    const config = staged(parseDomain(corpusFile(xml)), place)
    const context = {
      emulator,
      kvm: false,
      monitor: '/m',
      directory: place,
      nvram: join(place, 'nvram'),
      now: 0,
    }
    const { argv } = buildCommand(config, context)
    if (!runsAnywhere(argv)) return undefined
    makeFiles(argv, place)
    return argv
  } catch (error) {
    if (VirtError.is(error)) return undefined
    throw error
  }
}

/** Start QEMU, hear its greeting, end it. */
async function start(name: string, emulator: string, argv: readonly string[]): Promise<Started> {
  const args = argv.map((word) =>
    word.startsWith('socket,id=charmonitor') ? 'socket,id=charmonitor,fd=3' : word,
  )
  const child = spawn(emulator, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stderr?.on('data', (data: Buffer) => (said += data.toString()))
  const exited = once(child, 'close')
  const complained = exited.then(() => {
    throw new Error(said || 'ended')
  })
  try {
    const client = await Promise.race([
      QmpClient.open(child.stdio[3] as Socket, { timeout: patience }),
      complained,
    ])
    await client.execute('quit')
    return { name, complaint: '' }
  } catch (error) {
    return { name, complaint: said.trim() || String(error) }
  } finally {
    child.kill('SIGKILL')
    await exited
  }
}

afterAll(() => rmSync(root, { recursive: true, force: true }))

describe.skipIf(!peer('corpus') || !peer('qemu') || !peer('qemu-img'))("libvirt's own test domains", () => {
  test('start under a real QEMU, at least 95 %', { timeout: 600_000 }, async () => {
    const emulator = await new Emulators().find({ arch: 'x86_64' })
    const x86 = cases.filter(
      ({ args }) => args !== undefined && /qemu-system-(x86_64|i386)/.test(corpusFile(args)),
    )
    const waiting = x86
      .filter((_, index) => index % step === 0)
      .flatMap((one, index) => {
        const argv = argvOf(one, emulator, mkdtempSync(join(root, `${index}-`)))
        return argv ? [{ name: one.case, argv }] : []
      })
    const started: Started[] = []
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift())
        started.push(await start(next.name, emulator.path, next.argv))
    }
    await Promise.all([worker(), worker()])
    const failed = started.filter(({ complaint }) => complaint !== '')
    console.log(`${started.length - failed.length} of ${started.length} start`, failed)
    expect(failed.length, JSON.stringify(failed)).toBeLessThanOrEqual(started.length * 0.05)
  })
})

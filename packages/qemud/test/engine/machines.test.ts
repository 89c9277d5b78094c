import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDomain, type DomainConfig } from '@virt/core/config'
import { describe, expect, test, vi } from 'vitest'
import { foreignGuest, nanoGuest, readyMarker } from '../../../../tools/guests/index.mjs'
import { peer } from '../../../../tools/peers.mjs'
import { kvmUsable } from '../../src/emulators/kvm.js'
import { lifecycle, openEngine, until, uuids, type TestEngine } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

interface Machine {
  readonly type?: 'qemu' | 'kvm'
  readonly arch: string
  readonly machine: string
  /** Default: nano. */
  readonly kernel?: string
  readonly loader?: string
  readonly cpu?: string
  readonly features?: string
}

function domain(
  root: string,
  { type = 'qemu', arch, machine, kernel = nanoGuest(), loader, cpu, features = '' }: Machine,
): DomainConfig {
  const program =
    loader === undefined ? `<kernel>${kernel}</kernel>` : `<loader type='rom'>${loader}</loader>`
  return parseDomain(`<domain type='${type}'>
    <name>${machine}</name>
    <uuid>${uuids[0]}</uuid>
    <memory unit='MiB'>32</memory>
    <os><type arch='${arch}' machine='${machine}'>hvm</type>${program}</os>
    <features>${features}</features>
    ${cpu === undefined ? '' : `<cpu mode='custom'><model>${cpu}</model></cpu>`}
    <devices>
      <serial type='file'><source path='${serialFile(root)}'/></serial>
      <memballoon model='none'/>
    </devices>
  </domain>`)
}

function serialFile(root: string): string {
  return join(root, 'serial')
}

/** Start a machine, and wait until its guest says that it is there. */
async function boot(root: string, machine: Machine): Promise<TestEngine> {
  const engine = await openEngine(root)
  await engine.domains.create(domain(root, machine), {}, {})
  await vi.waitFor(() => expect(readFileSync(serialFile(root), 'utf8')).toContain(readyMarker), patience)
  return engine
}

/** Under a KVM that is itself emulated, a guest is slow. */
const patience = { timeout: 60_000, interval: 20 }

describe.skipIf(!peer('qemu'))('a guest boots on', { timeout: 90_000 }, () => {
  test.each(['pc', 'q35', 'microvm', 'isapc'])('x86_64 %s', async (machine) => {
    const root = temporary()
    const features = machine === 'pc' || machine === 'q35' ? '<acpi/>' : ''
    const { domains, events } = await boot(root, { arch: 'x86_64', machine, features })
    await domains.destroy({ name: machine, uuid: uuids[0] }, {}, {})
    expect(lifecycle(events)).toEqual(['started booted', 'stopped destroyed'])
  })

  test.skipIf(!kvmUsable())('x86_64 pc under KVM', async () => {
    const features = "<acpi/><ioapic driver='qemu'/>"
    await boot(temporary(), { type: 'kvm', arch: 'x86_64', machine: 'pc', features })
  })

  test.skipIf(!peer('foreign-machines')).each([
    ['aarch64', 'cortex-a57'],
    ['armv7l', 'cortex-a15'],
  ] as const)('%s virt, and turns itself off', async (arch, cpu) => {
    const root = temporary()
    const kernel = foreignGuest(arch, root)
    const { events } = await boot(root, { arch, machine: 'virt', kernel, cpu })
    await until(() => lifecycle(events).includes('stopped shutdown'), 'the end')
    expect(lifecycle(events)).toEqual(['started booted', 'shutdown guest', 'stopped shutdown'])
  })

  test.skipIf(!peer('foreign-machines'))('riscv64 virt', async () => {
    const root = temporary()
    await boot(root, { arch: 'riscv64', machine: 'virt', loader: foreignGuest('riscv64', root) })
  })
})

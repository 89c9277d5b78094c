import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { DomainConfig } from '@virt/core/config'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { buildCommand } from '../../src/command-line/build.js'
import { childEnvironment } from '../../src/engine/child-environment.js'
import { signalProcess } from '../../src/engine/guest-process.js'
import { MonitorSocket } from '../../src/engine/monitor-socket.js'
import { processStart } from '../../src/host/process-times.js'
import { emulator } from '../command-line/emulator-fixture.js'
import { temporary } from '../support/temporary.js'

describe('what a QEMU is given', () => {
  it('is a monitor socket that no other user can open', async () => {
    const path = join(temporary(), 'monitor')
    const socket = await MonitorSocket.listen(path)
    onTestFinished(() => socket.close())
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('is no secret of the environment', () => {
    vi.stubEnv('NPM_TOKEN', 'secret')
    vi.stubEnv('NODE_OPTIONS', '--inspect')
    onTestFinished(() => void vi.unstubAllEnvs())
    const given = Object.keys(childEnvironment({ QEMU_AUDIO_DRV: 'none' }))
    expect(given).toEqual(expect.arrayContaining(['PATH', 'LC_ALL', 'QEMU_AUDIO_DRV']))
    expect(given).not.toEqual(expect.arrayContaining(['NPM_TOKEN']))
    expect(given).not.toEqual(expect.arrayContaining(['NODE_OPTIONS']))
  })

  it('is no option that a name or a path could smuggle in', () => {
    const config: DomainConfig = {
      type: 'qemu',
      name: 'x,debug-threads=off',
      uuid: 'c7a5fdbd-edaf-9455-926a-d65c16db1809',
      memory: 32768,
      os: { type: { name: 'hvm', arch: 'x86_64', machine: 'pc' }, kernel: '-sandbox', cmdline: 'a,b -S' },
      devices: {
        disks: [
          {
            type: 'file',
            device: 'disk',
            driver: { name: 'qemu', type: 'raw' },
            source: { file: '/a","read-only":true,if=none' },
            target: { dev: 'vda', bus: 'virtio' },
          },
        ],
        serials: [{ type: 'file', sources: [{ path: '/a,mux=on' }] }],
      },
    }
    const { argv } = buildCommand(config, { emulator, kvm: false, monitor: '/m', now: 0 })
    expect(argv).toContain('guest=x,,debug-threads=off,debug-threads=on')
    expect(argv).toContain('file,id=charserial0,path=/a,,mux=on')
    const nodes = argv.filter((word) => word.startsWith('{')).map((word) => JSON.parse(word) as object)
    expect(nodes).toContainEqual(
      expect.objectContaining({ driver: 'file', filename: '/a","read-only":true,if=none' }),
    )
    expect(argv[argv.indexOf('-kernel') + 1]).toBe('-sandbox')
    expect(argv.filter((word) => word === '-S')).toHaveLength(1)
  })
})

it('a process that has the number of another is let alone', async () => {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' })
  const over = once(child, 'exit')
  await once(child, 'spawn')
  const [pid, start] = [child.pid!, processStart(child.pid!)!]
  signalProcess(pid, `${start}0`, 'SIGTERM')
  signalProcess(pid, start, 'SIGKILL')
  expect(await over).toEqual([null, 'SIGKILL'])
})

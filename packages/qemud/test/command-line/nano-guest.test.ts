import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nanoGuest, readyMarker } from '../../../../tools/guests/index.mjs'
import { peer } from '../../../../tools/peers.mjs'
import { QmpClient } from '../../src/qmp/client.js'

interface Guest {
  readonly child: ChildProcess
  readonly monitor: QmpClient
  says(text: string): Promise<void>
  type(line: string): void
}

async function boot(machine: string, kernel: string = nanoGuest()): Promise<Guest> {
  const child = spawn(
    'qemu-system-x86_64',
    [
      ...['-M', machine, '-m', '16', '-nodefaults', '-no-user-config', '-display', 'none', '-kernel', kernel],
      ...['-serial', 'stdio', '-chardev', 'socket,id=m,fd=3', '-mon', 'm,mode=control'],
    ],
    { stdio: ['pipe', 'pipe', 'inherit', 'pipe'] },
  )
  let said = ''
  child.stdout!.on('data', (data: Buffer) => (said += data.toString()))
  return {
    child,
    monitor: await QmpClient.open(child.stdio[3] as Socket),
    async says(text) {
      while (!said.includes(text)) await once(child.stdout!, 'data')
      said = said.slice(said.indexOf(text) + text.length)
    },
    type: (line) => void child.stdin!.write(`${line}\r`),
  }
}

describe.skipIf(!peer('qemu')).each(['pc', 'q35'])('nano on %s', (machine) => {
  test('gets ready, echoes, answers, and reboots', async () => {
    const guest = await boot(machine)
    await guest.says(readyMarker)
    guest.type('ping')
    await guest.says('ping\r\npong\r\n')
    guest.type('what')
    await guest.says('what\r\n?\r\n')
    guest.type('reboot')
    await guest.says(readyMarker)
    guest.child.kill('SIGKILL')
    await once(guest.child, 'exit')
  })

  test.each(['the line off', 'the power button'])('turns itself off at %s', async (how) => {
    const guest = await boot(machine)
    await guest.says(readyMarker)
    const shutdown = new Promise((resolve) =>
      guest.monitor.onEvent(({ event, data }) => event === 'SHUTDOWN' && resolve(data)),
    )
    if (how === 'the line off') guest.type('off')
    else await guest.monitor.execute('system_powerdown')
    expect(await shutdown).toEqual({ guest: true, reason: 'guest-shutdown' })
    await once(guest.child, 'exit')
  })

  test('can be told to ignore the power button', async () => {
    const guest = await boot(machine)
    await guest.says(readyMarker)
    guest.type('ignore')
    await guest.says('ignoring')
    await guest.monitor.execute('system_powerdown')
    await guest.says('VIRT-GUEST-IGNORES-BUTTON')
    guest.child.kill('SIGKILL')
    await once(guest.child, 'exit')
  })
})

test.skipIf(!peer('gcc') || !peer('qemu'))('a rebuilt nano boots the same', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'virt-nano-'))
  const rebuilt = join(directory, 'nano.elf')
  execFileSync(join(dirname(nanoGuest()), 'build.sh'), [rebuilt])
  const guest = await boot('pc', rebuilt)
  await guest.says(readyMarker)
  guest.child.kill('SIGKILL')
  await once(guest.child, 'exit')
  await rm(directory, { recursive: true })
})

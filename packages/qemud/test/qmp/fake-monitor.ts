import { createServer, connect, type Socket } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'

export const greeting: string =
  '{"QMP": {"version": {"qemu": {"micro": 0, "minor": 2, "major": 7}, "package": "fake"}, "capabilities": []}}\r\n'

/** QEMU's end of a monitor, for what a real QEMU never does: a test writes its bytes by hand. */
export interface FakeMonitor extends AsyncDisposable {
  /** Our end: what QmpClient gets. */
  readonly ours: Socket
  /** QEMU's end. */
  readonly qemu: Socket
  /** Writes and what was in them, as they arrived. */
  readonly received: string[]
  /** Resolves with the next write. */
  next(): Promise<string>
}

export async function fakeMonitor(): Promise<FakeMonitor> {
  const directory = await mkdtemp(join(tmpdir(), 'virt-qmp-'))
  const server = createServer().listen(join(directory, 'm'))
  await once(server, 'listening')
  const ours = connect(join(directory, 'm'))
  const [qemu] = (await once(server, 'connection')) as [Socket]
  const received: string[] = []
  qemu.on('error', () => undefined)
  qemu.on('data', (data: Buffer) => void received.push(data.toString()))
  return {
    ours,
    qemu,
    received,
    next: async () => String((await once(qemu, 'data'))[0]),
    async [Symbol.asyncDispose]() {
      ours.destroy()
      qemu.destroy()
      server.close()
      await rm(directory, { recursive: true })
    },
  }
}

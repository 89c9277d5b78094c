import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type { DomainConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { buildCommand, type CommandContext } from '../../src/command-line/build.js'
import type { Emulator } from '../../src/emulators/emulator.js'
import { QmpClient } from '../../src/qmp/client.js'

/** A real QEMU that has been set up and waits. */
export interface Paused {
  readonly monitor: QmpClient
  /** What it said on stderr so far. */
  readonly complaint: string
}

/**
 * Start a domain as far as the engine would before its guest runs, look at it, and end it.
 *
 * @throws with QEMU's own words when it does not start.
 */
export async function paused<T>(
  directory: string,
  config: DomainConfig,
  emulator: Emulator,
  look: (paused: Paused) => Promise<T>,
  more: Partial<CommandContext> = {},
): Promise<T> {
  const monitorPath = join(directory, `${process.pid}.monitor`)
  const command = buildCommand(config, { emulator, kvm: false, monitor: monitorPath, directory, ...more })
  const server = createServer().listen(monitorPath)
  await once(server, 'listening')
  const child = spawn(command.emulator, command.argv, { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (data: Buffer) => (complaint += data.toString()))
  const gone = once(child, 'close').then(() => Promise.reject(new Error(complaint)))
  gone.catch(() => undefined)
  const lookAt = async (socket: Socket): Promise<T> => {
    const monitor = await QmpClient.open(socket)
    for (const request of command.setup) await monitor.execute(request.execute, request.arguments)
    return look({ monitor, complaint })
  }
  try {
    const [socket] = (await Promise.race([once(server, 'connection'), gone])) as [Socket]
    return await lookAt(socket)
  } catch (error) {
    if (VirtError.is(error) && error.code === 'CONNECTION_LOST') await gone
    throw error
  } finally {
    child.kill('SIGKILL')
    await gone.catch(() => undefined)
    server.close()
    await rm(monitorPath, { force: true })
  }
}

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { VirtError } from '@virt/core/driver'
import type { BuiltCommand } from '../command-line/build.js'
import { childEnvironment } from './child-environment.js'
import type { LogOutput } from './domain-log.js'
import { withMacvtaps } from './host-side/macvtap-nodes.js'

/** A QEMU that runs. */
export type RunningChild = ChildProcess & { readonly pid: number }

/** Start QEMU in a session of its own, so that it outlives this process. */
export async function launchQemu(command: BuiltCommand, output: LogOutput): Promise<RunningChild> {
  const { descriptor } = output
  const child = withMacvtaps(command.macvtaps, (nodes) =>
    spawn(command.emulator, command.argv, {
      detached: true,
      cwd: '/',
      stdio: ['ignore', descriptor, descriptor, ...nodes],
      env: childEnvironment(command.environment),
    }),
  )
  if (isRunning(child)) return child
  const [error] = (await once(child, 'error')) as [Error]
  throw error
}

/** Rejects, with what QEMU said, when it ends. */
export async function earlyExit(child: ChildProcess, output: LogOutput): Promise<never> {
  await once(child, 'exit')
  const said = output.tail()
  throw new VirtError(
    'OPERATION_FAILED',
    `process exited while connecting to monitor${said === '' ? '' : `: ${said}`}`,
    { origin: 'QEMU' },
  )
}

function isRunning(child: ChildProcess): child is RunningChild {
  return child.pid !== undefined
}

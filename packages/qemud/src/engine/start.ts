import type { DomainConfig } from '@virt/core/config'
import { VirtError, type Call, type CreateFlags, type DomainRef } from '@virt/core/driver'
import { withChains } from '../blocks/find-chains.js'
import { buildCommand, type BuiltCommand } from '../command-line/build.js'
import type { Arrival } from './arrival.js'
import { checkDisks } from './check-disks.js'
import { checkHost } from './check-host.js'
import { commandContext } from './command-context.js'
import type { EngineContext } from './context.js'
import { converse, type Conversation } from './conversation.js'
import { DomainLog } from './domain-log.js'
import type { ManagedDomain } from './domain.js'
import { finishGuest } from './end.js'
import { childProcess } from './guest-process.js'
import { Guest } from './guest.js'
import { raiseHostSide } from './host-side/host-side.js'
import { resolveOnHost } from './host-side/resolve.js'
import { earlyExit, launchQemu } from './launch.js'
import { MonitorSocket } from './monitor-socket.js'
import { provideNvram } from './nvram.js'
import { withPresentDisks } from './present-disks.js'
import { monitorPath, saveRuntime } from './runtime.js'
import { taint } from './taint.js'

/**
 * Start QEMU for a domain that is off, from the description given. Resolves when the guest is running (or paused, when
 * that was asked for). When it fails, nothing is left behind but the log. To be called from the domain's job queue.
 */
export async function startGuest(
  context: EngineContext,
  domain: ManagedDomain,
  config: DomainConfig,
  flags: CreateFlags,
  call: Call,
  arrival?: Arrival,
): Promise<DomainRef> {
  await context.tidying.get(domain.uuid)
  const guest = new Guest(context.domains.nextId(), config)
  domain.guest = guest
  guest.starting = new AbortController()
  const limit = arrival ? undefined : AbortSignal.timeout(context.startTimeout)
  const signal = AbortSignal.any([
    guest.starting.signal,
    context.closing,
    ...(limit ? [limit] : []),
    ...(call.signal ? [call.signal] : []),
  ])
  try {
    await bringUp(context, domain, guest, { flags, arrival }, signal)
    return domain.ref
  } catch (error) {
    await giveUp(context, domain, guest)
    throw limit?.aborted ? timedOut(error) : signal.aborted ? signal.reason : error
  }
}

async function bringUp(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  manner: Pick<Conversation, 'flags' | 'arrival'>,
  signal: AbortSignal,
): Promise<void> {
  guest.config = withPresentDisks(context, domain.name, guest.config, manner.arrival !== undefined)
  const built = await prepare(context, domain, guest)
  const command = manner.arrival ? awaiting(built) : built
  signal.throwIfAborted()
  const socket = await MonitorSocket.listen(monitorPath(context.layout, domain))
  const log = new DomainLog(context.layout.logs, domain.name)
  log.write(`starting up: ${[command.emulator, ...command.argv].join(' ')}`)
  const output = log.openOutput()
  try {
    const child = await launchQemu(command, output)
    guest.process = childProcess(child)
    const exit = earlyExit(child, output)
    await Promise.race([converse(context, domain, guest, { ...manner, command, socket, signal, exit }), exit])
  } finally {
    socket.close()
    output.close()
  }
}

async function prepare(context: EngineContext, domain: ManagedDomain, guest: Guest): Promise<BuiltCommand> {
  const surroundings = await commandContext(context, domain, guest.config)
  checkHost(guest.config)
  await checkDisks(guest.config)
  const complete = await withChains(guest.config)
  const command = buildCommand(resolveOnHost(context, domain, complete), surroundings)
  guest.config = { ...command.config, id: guest.id }
  await provideNvram(command.config)
  if (guest.config.qemuCommandline) taint(context, domain, guest, 'custom-argv')
  saveRuntime(context, domain, guest)
  guest.hostSide = true
  await raiseHostSide(context, domain, command)
  return command
}

/** QEMU does not boot its guest, but waits for one. */
const awaiting = (command: BuiltCommand): BuiltCommand => ({
  ...command,
  argv: [...command.argv, '-incoming', 'defer'],
})

async function giveUp(context: EngineContext, domain: ManagedDomain, guest: Guest): Promise<void> {
  guest.process?.signal('SIGKILL')
  await guest.process?.exited
  finishGuest(context, domain, guest, 'failed')
}

function timedOut(cause: unknown): VirtError {
  return new VirtError('OPERATION_TIMEOUT', 'QEMU did not get ready in time', { origin: 'QEMU', cause })
}

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DomainConfig } from '@virt/core/config'
import { VirtError, type Call, type DomainRef, type StartFlags } from '@virt/core/driver'
import { buildCommand, type BuiltCommand } from '../command-line/build.js'
import { completeLive, type StartFacts } from '../command-line/complete-live.js'
import { QmpClient, type QmpEvent } from '../qmp/client.js'
import { checkDisks } from './check-disks.js'
import type { EngineContext } from './context.js'
import { DomainLog, type LogOutput } from './domain-log.js'
import type { ManagedDomain } from './domain.js'
import { finishGuest, superviseGuest } from './end.js'
import { findEmulator } from './find-emulator.js'
import { childProcess } from './guest-process.js'
import { Guest } from './guest.js'
import { MonitorSocket } from './monitor-socket.js'
import { policySetup } from './lifecycle-policy.js'
import { childEnvironment } from './child-environment.js'
import { orAbort } from './or-abort.js'
import { monitorPath, saveRuntime } from './runtime.js'

/** The monitor's end is seen before the process's, by milliseconds. */
const graceForExit = 500

/**
 * Start QEMU for a domain that is off, from the description given. Resolves when the guest is running (or paused, when
 * that was asked for). When it fails, nothing is left behind but the log. To be called from the domain's job queue.
 */
export async function startGuest(
  context: EngineContext,
  domain: ManagedDomain,
  config: DomainConfig,
  flags: StartFlags,
  call: Call,
): Promise<DomainRef> {
  const guest = new Guest(context.domains.nextId(), config)
  domain.guest = guest
  guest.starting = new AbortController()
  const limit = AbortSignal.timeout(context.startTimeout)
  const signal = AbortSignal.any([
    guest.starting.signal,
    context.closing,
    limit,
    ...(call.signal ? [call.signal] : []),
  ])
  try {
    await bringUp(context, domain, guest, flags, signal)
    return domain.ref
  } catch (error) {
    await giveUp(context, domain, guest)
    throw limit.aborted ? timedOut(error) : signal.aborted ? signal.reason : error
  }
}

async function bringUp(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  flags: StartFlags,
  signal: AbortSignal,
): Promise<void> {
  const command = await prepare(context, domain, guest)
  signal.throwIfAborted()
  const socket = await MonitorSocket.listen(monitorPath(context.layout, domain))
  const log = new DomainLog(context.layout.logs, domain.name)
  log.write(`starting up: ${[command.emulator, ...command.argv].join(' ')}`)
  const output = log.openOutput()
  try {
    const child = await adopt(guest, launch(command, output))
    const exit = earlyExit(child, output)
    await Promise.race([converse(context, domain, guest, { command, flags, socket, signal, exit }), exit])
  } finally {
    socket.close()
    output.close()
  }
}

async function prepare(context: EngineContext, domain: ManagedDomain, guest: Guest): Promise<BuiltCommand> {
  const emulator = await findEmulator(context.emulators, guest.config)
  await checkDisks(guest.config)
  const command = buildCommand(guest.config, {
    emulator,
    kvm: emulator.kvm && context.emulators.kvmUsable(emulator.arch),
    monitor: monitorPath(context.layout, domain),
  })
  guest.config = { ...command.config, id: guest.id }
  saveRuntime(context, domain, guest)
  return command
}

function launch(command: BuiltCommand, output: LogOutput): ChildProcess {
  return spawn(command.emulator, command.argv, {
    detached: true,
    cwd: '/',
    stdio: ['ignore', output.descriptor, output.descriptor],
    env: childEnvironment(command.environment),
  })
}

async function adopt(guest: Guest, child: ChildProcess): Promise<ChildProcess> {
  if (child.pid === undefined) {
    const [error] = (await once(child, 'error')) as [Error]
    throw error
  }
  guest.process = childProcess(child, child.pid)
  return child
}

interface Conversation {
  readonly command: BuiltCommand
  readonly flags: StartFlags
  readonly socket: MonitorSocket
  readonly signal: AbortSignal
  /** Rejects, with what QEMU said, when the process ends. */
  readonly exit: Promise<never>
}

async function converse(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  conversation: Conversation,
): Promise<void> {
  try {
    guest.monitor = await greet(conversation)
    await setUp(context, domain, guest, conversation)
  } catch (error) {
    conversation.socket.abandon()
    if (VirtError.is(error) && error.code === 'CONNECTION_LOST')
      await Promise.race([conversation.exit, sleep(graceForExit)])
    throw error
  }
}

async function greet({ socket, signal }: Conversation): Promise<QmpClient> {
  return QmpClient.open(await orAbort(socket.accept(), signal), { signal })
}

async function setUp(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  { command, flags, signal }: Conversation,
): Promise<void> {
  const early: QmpEvent[] = []
  const unsubscribe = guest.monitor.onEvent((event) => early.push(event))
  guest.config = completeLive(guest.config, await configure(guest, command, signal))
  guest.enter(flags.paused ? 'paused' : 'running', flags.paused ? 'user' : 'booted')
  saveRuntime(context, domain, guest)
  if (!flags.paused) await guest.monitor.execute('cont', {}, { signal })
  unsubscribe()
  guest.starting = undefined
  announce(context, domain, flags)
  superviseGuest(context, domain, guest, early)
}

async function configure(
  { monitor, config }: Guest,
  { setup, queries }: BuiltCommand,
  signal: AbortSignal,
): Promise<StartFacts> {
  const settings = [...setup, ...policySetup(config)].map((request) =>
    monitor.execute(request.execute, request.arguments, { signal }),
  )
  const [chardevs, vnc] = await Promise.all([
    queries.includes('query-chardev') ? monitor.execute('query-chardev', {}, { signal }) : undefined,
    queries.includes('query-vnc') ? monitor.execute('query-vnc', {}, { signal }) : undefined,
    ...settings,
  ])
  return { chardevs, vnc }
}

function announce(context: EngineContext, domain: ManagedDomain, { paused }: StartFlags): void {
  const { ref } = domain
  context.events.emit({ type: 'lifecycle', domain: ref, event: 'started', detail: 'booted' })
  if (paused) context.events.emit({ type: 'lifecycle', domain: ref, event: 'suspended', detail: 'paused' })
}

async function earlyExit(child: ChildProcess, output: LogOutput): Promise<never> {
  await once(child, 'exit')
  const said = output.tail()
  throw new VirtError(
    'OPERATION_FAILED',
    `process exited while connecting to monitor${said === '' ? '' : `: ${said}`}`,
    { origin: 'QEMU' },
  )
}

async function giveUp(context: EngineContext, domain: ManagedDomain, guest: Guest): Promise<void> {
  guest.process?.signal('SIGKILL')
  await guest.process?.exited
  finishGuest(context, domain, guest, 'failed')
}

function timedOut(cause: unknown): VirtError {
  return new VirtError('OPERATION_TIMEOUT', 'QEMU did not get ready in time', { origin: 'QEMU', cause })
}

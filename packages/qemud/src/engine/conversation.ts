import { setTimeout as sleep } from 'node:timers/promises'
import { VirtError, type CreateFlags } from '@virt/core/driver'
import type { BuiltCommand } from '../command-line/build.js'
import { completeLive, type StartFacts } from '../command-line/complete-live.js'
import { QmpClient, type QmpEvent } from '../qmp/client.js'
import { pausedReasons, suspendedDetails, type Arrival } from './arrival.js'
import type { EngineContext } from './context.js'
import type { ManagedDomain } from './domain.js'
import { superviseGuest } from './end.js'
import type { Guest } from './guest.js'
import { policySetup } from './lifecycle-policy.js'
import type { MonitorSocket } from './monitor-socket.js'
import { orAbort } from './or-abort.js'
import { saveRuntime } from './runtime.js'
import { pinAtStart } from './threads/pin-at-start.js'

/** The monitor's end is seen before the process's, by milliseconds. */
const graceForExit = 500

/** What one start is about. */
export interface Conversation {
  readonly command: BuiltCommand
  readonly flags: CreateFlags
  readonly arrival?: Arrival
  readonly socket: MonitorSocket
  readonly signal: AbortSignal
  /** Rejects, with what QEMU said, when the process ends. */
  readonly exit: Promise<never>
}

/** Wait for QEMU, set it up, and let the guest run. */
export async function converse(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  conversation: Conversation,
): Promise<void> {
  try {
    guest.monitor = await greet(context, conversation)
    await setUp(context, domain, guest, conversation)
  } catch (error) {
    conversation.socket.abandon()
    if (VirtError.is(error) && error.code === 'CONNECTION_LOST')
      await Promise.race([conversation.exit, sleep(graceForExit)])
    throw error
  }
}

async function greet(
  { commandTimeout }: EngineContext,
  { socket, signal }: Conversation,
): Promise<QmpClient> {
  return QmpClient.open(await orAbort(socket.accept(), signal), { signal, commandTimeout })
}

async function setUp(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  { command, flags, arrival, signal }: Conversation,
): Promise<void> {
  const early: QmpEvent[] = []
  const unsubscribe = guest.monitor.onEvent((event) => early.push(event))
  guest.config = completeLive(guest.config, await configure(guest, command, signal))
  await pinAtStart(guest, { signal })
  await arrival?.receive(guest, signal)
  const origin = arrival?.origin ?? 'booted'
  const runs = !flags.paused && !arrival?.waits
  guest.enter(runs ? 'running' : 'paused', runs ? origin : pausedReasons[origin])
  saveRuntime(context, domain, guest)
  await arrival?.arrived?.()
  if (runs) await guest.monitor.execute('cont', {}, { signal })
  unsubscribe()
  guest.starting = undefined
  if (!arrival?.waits) announceStart(context, domain, flags, origin)
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

/** Tell everybody that a run has begun. */
export function announceStart(
  context: EngineContext,
  domain: ManagedDomain,
  { paused }: CreateFlags,
  origin: Arrival['origin'] | 'booted',
): void {
  const { ref } = domain
  context.events.emit({ type: 'lifecycle', domain: ref, event: 'started', detail: origin })
  if (paused)
    context.events.emit({
      type: 'lifecycle',
      domain: ref,
      event: 'suspended',
      detail: suspendedDetails[origin],
    })
}

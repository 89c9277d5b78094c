import type { LifecycleDetails, LifecycleEvent, StateReason } from '@virt/core/driver'
import type { QmpEvent } from '../qmp/client.js'
import { jobChanged } from '../blocks/job-events.js'
import { thresholdEvent } from '../blocks/threshold.js'
import type { EngineContext } from './context.js'
import { diskOfNode } from './disk-of-node.js'
import type { ManagedDomain } from './domain.js'
import type { Guest } from './guest.js'
import { goOn, obey } from './lifecycle-policy.js'
import { deviceReleased } from '../hotplug/device-released.js'
import { firmwareReport } from '../hotplug/firmware-report.js'
import { noteRuntime } from './runtime.js'

/** What happened to whom. */
interface Occasion {
  readonly context: EngineContext
  readonly domain: ManagedDomain
  readonly guest: Guest
  readonly data: Readonly<Record<string, unknown>>
}

/** Bring an event of QEMU into the state of its guest, tell the subscribers, and do what the domain's policy says. */
export function handleEvent(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  { event, data }: QmpEvent,
): void {
  if (domain.guest === guest && Object.hasOwn(handlers, event))
    handlers[event]?.({ context, domain, guest, data })
}

const handlers: Readonly<Record<string, (occasion: Occasion) => void>> = {
  STOP: paused,
  RESUME: resumed,
  SHUTDOWN: poweredOff,
  GUEST_PANICKED: panicked,
  SUSPEND: (occasion) => asleep(occasion, 'memory'),
  SUSPEND_DISK: (occasion) => asleep(occasion, 'disk'),
  WAKEUP: awake,
  WATCHDOG: watchdog,
  BLOCK_IO_ERROR: ioError,
  RESET: rebooted,
  BLOCK_WRITE_THRESHOLD: ({ context, domain, guest, data }) => {
    const event = thresholdEvent(domain, guest, data)
    if (event) context.events.emit(event)
  },
  BALLOON_CHANGE: ballooned,
  JOB_STATUS_CHANGE: ({ data, ...place }) => jobChanged(place, data.id, data.status),
  RTC_CHANGE: ({ context, domain, data }) =>
    context.events.emit({ type: 'rtcChange', domain: domain.ref, offset: Number(data.offset) }),
  DEVICE_DELETED: ({ context, domain, guest, data }) => {
    if (typeof data.device === 'string') deviceReleased(context, domain, guest, data.device)
  },
  ACPI_DEVICE_OST: ({ guest, data }) => firmwareReport(guest, data.info),
  DEVICE_UNPLUG_GUEST_ERROR: ({ guest, data }) =>
    void guest.releases.settle(String(data.device ?? data.path), 'refused'),
}

const pauseDetails: Partial<Record<StateReason, LifecycleDetails['suspended']>> = {
  ioError: 'ioError',
  watchdog: 'watchdog',
  migration: 'migrated',
}

/** Halts that are a part of something else, of which will be told. */
const silent: ReadonlySet<StateReason> = new Set(['save', 'dump'])

function paused(occasion: Occasion): void {
  const { guest } = occasion
  if (guest.state !== 'running') return
  const reason = guest.pausing ?? 'unknown'
  guest.pausing = undefined
  enter(occasion, 'paused', reason)
  if (silent.has(reason)) return
  tell(occasion, { event: 'suspended', detail: pauseDetails[reason] ?? 'paused' })
}

function resumed(occasion: Occasion): void {
  const { guest } = occasion
  const { reason: before, resuming = 'unpaused' } = guest
  guest.pausing = undefined
  guest.resuming = undefined
  if (guest.state === 'running') return
  enter(occasion, 'running', resuming)
  if (silent.has(before)) return
  tell(occasion, { event: 'resumed', detail: resuming === 'unpaused' ? 'unpaused' : 'migrated' })
}

function asleep(occasion: Occasion, detail: 'memory' | 'disk'): void {
  enter(occasion, 'pmsuspended', 'unknown')
  tell(occasion, { event: 'pmsuspended', detail })
}

function awake(occasion: Occasion): void {
  enter(occasion, 'running', 'wakeup')
  tell(occasion, { event: 'started', detail: 'wakeup' })
}

function poweredOff(occasion: Occasion): void {
  const { guest, data } = occasion
  if (guest.stopping) return
  const { reason } = data
  enter(occasion, 'shutdown', 'unknown')
  tell(occasion, { event: 'shutdown', detail: data.guest === true ? 'guest' : 'host' })
  if (leavesByItself.has(String(reason))) {
    guest.stopping = 'shutdown'
    return
  }
  const { onPoweroff, onReboot } = guest.config
  const policy = reason === 'guest-reset' ? onReboot : onPoweroff
  obey(guest, guest.rebooting ? 'restart' : (policy ?? 'destroy'), 'shutdown')
}

const leavesByItself = new Set(['host-signal', 'host-qmp-quit'])

function panicked(occasion: Occasion): void {
  const { guest } = occasion
  enter(occasion, 'crashed', 'panicked')
  tell(occasion, { event: 'crashed', detail: 'panicked' })
  obey(guest, guest.config.onCrash ?? 'destroy', 'crashed')
}

function rebooted({ context, domain, guest }: Occasion): void {
  context.events.emit({ type: 'reboot', domain: domain.ref })
  goOn(guest)
}

function watchdog({ context, domain, guest, data }: Occasion): void {
  const action = String(data.action)
  if (action === 'pause') guest.pausing = 'watchdog'
  context.events.emit({ type: 'watchdog', domain: domain.ref, action })
}

const ioActions: Partial<Record<string, string>> = { stop: 'pause', ignore: 'none' }

function ioError({ context, domain, guest, data }: Occasion): void {
  const action = String(data.action)
  if (action === 'stop') guest.pausing = 'ioError'
  const disk = diskOfNode(guest.config, nodeName(data))
  context.events.emit({
    type: 'ioError',
    domain: domain.ref,
    device: disk?.alias ?? '',
    path: disk?.source?.file ?? disk?.source?.dev,
    action: ioActions[action] ?? action,
    reason: data.nospace === true ? 'enospc' : undefined,
  })
}

function nodeName({ 'node-name': node, device }: Occasion['data']): string {
  return typeof node === 'string' ? node : typeof device === 'string' ? device : ''
}

function ballooned({ context, domain, guest, data }: Occasion): void {
  guest.memory = Math.round(Number(data.actual) / 1024)
  context.events.emit({ type: 'balloonChange', domain: domain.ref, actual: guest.memory })
}

function enter({ context, domain, guest }: Occasion, ...state: Parameters<Guest['enter']>): void {
  guest.enter(...state)
  noteRuntime(context, domain, guest)
}

type Happening = LifecycleEvent extends infer E
  ? E extends LifecycleEvent
    ? Pick<E, 'event' | 'detail'>
    : never
  : never

function tell({ context, domain }: Occasion, happening: Happening): void {
  context.events.emit({ type: 'lifecycle', domain: domain.ref, ...happening })
}

import type { Call, PmSuspendTarget } from '@virt/core/driver'
import { invalid, unsupported } from '../../hotplug/refusals.js'
import type { ManagedDomain } from '../domain.js'
import type { Guest } from '../guest.js'
import { withAgent } from './ask-agent.js'
import { askUntil } from './ask-until.js'

/** Milliseconds from the command to the guest's sleep, which may begin with writing its memory to a disk. */
const patience = 60_000

const commands: Readonly<Record<PmSuspendTarget, string>> = {
  mem: 'guest-suspend-ram',
  disk: 'guest-suspend-disk',
  hybrid: 'guest-suspend-hybrid',
}

/** Have the agent put its guest to sleep: resolves when the guest sleeps. */
export async function pmSuspend(
  domain: ManagedDomain,
  target: PmSuspendTarget,
  duration: number,
  call: Call,
): Promise<void> {
  if (duration > 0) throw unsupported('Duration not supported. Use 0 for now')
  await checkSleep(domain.running(), target, call)
  await withAgent(domain, { ...call, patience }, (channel, guest) =>
    askUntil(channel, guest, { execute: commands[target] }, ['SUSPEND', 'SUSPEND_DISK']),
  )
}

/** Wake it up. */
export function pmWakeup(domain: ManagedDomain, call: Call): Promise<void> {
  return domain.jobs.run(async () => {
    const guest = domain.running()
    if (guest.state !== 'pmsuspended') throw invalid('Domain is not suspended')
    await guest.monitor.execute('system_wakeup', {}, call)
  }, call)
}

async function checkSleep({ config, monitor }: Guest, target: PmSuspendTarget, call: Call): Promise<void> {
  const [kind, switched] =
    target === 'disk' ? ['S4', config.pm?.suspendToDisk] : ['S3', config.pm?.suspendToMem]
  if (switched?.enabled === false) throw unsupported(`${kind} state is disabled for this domain`)
  const machine = await monitor.execute('query-current-machine', {}, call)
  if (!machine['wakeup-suspend-support']) throw unsupported('Domain does not have suspend support')
}

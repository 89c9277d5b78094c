import { VirtError, type AgentOperations, type PowerManagementOperations } from '@virt/core/driver'
import type { EngineContext } from '../context.js'
import { addressesOf } from './addresses.js'
import { numberOf } from './agent-shapes.js'
import { askAgent, fromAgent } from './ask-agent.js'
import { freeze, longPatience, thaw } from './file-systems.js'
import { fsInfo } from './fs-info.js'
import { guestInfo } from './guest-info.js'
import { guestVcpus, setGuestVcpus } from './guest-vcpus.js'
import { hostname } from './hostname.js'
import { leasedAddresses } from './leased-addresses.js'
import { pmSuspend, pmWakeup } from './pm-suspend.js'
import { userOperations } from './users.js'

const nanosecondsPerMillisecond = 1e6

export function agentOperations(context: EngineContext): AgentOperations & PowerManagementOperations {
  const { domains } = context
  return {
    agentCommand: async (ref, command, { patience }, call) =>
      JSON.stringify(await askAgent(domains.get(ref), checked(command), { ...call, patience })),
    ...fileSystemOperations(context),
    ...userOperations(context),
    pmSuspendForDuration: async (ref, target, duration, call) =>
      pmSuspend(domains.get(ref), target, duration, call),
    pmWakeup: async (ref, call) => pmWakeup(domains.get(ref), call),
    hostname: async (ref, flags, call) => hostname(context, domains.get(ref), flags, call),
    guestVcpus: async (ref, call) => guestVcpus(domains.get(ref), call),
    setGuestVcpus: async (ref, vcpus, online, call) => setGuestVcpus(domains.get(ref), vcpus, online, call),
    guestInfo: async (ref, groups, call) => guestInfo(domains.get(ref), groups, call),
    time: async (ref, call) => {
      const time = numberOf(await fromAgent(domains.get(ref), 'guest-get-time', undefined, call))
      return Math.round((time ?? 0) / nanosecondsPerMillisecond)
    },
    setTime: async (ref, time, call) => {
      const args = time === undefined ? undefined : { time: time * nanosecondsPerMillisecond }
      await fromAgent(domains.get(ref), 'guest-set-time', args, call)
    },
    interfaceAddresses: async (ref, source, call) => {
      const domain = domains.get(ref)
      if (source === 'agent')
        return addressesOf(await fromAgent(domain, 'guest-network-get-interfaces', undefined, call))
      if (source === 'lease') return leasedAddresses(context, domain, call)
      domain.running()
      throw new VirtError('OPERATION_UNSUPPORTED', 'addresses from the ARP table are not supported', {
        origin: 'QEMU',
      })
    },
  }
}

type FileSystemOperations = Pick<AgentOperations, 'fsFreeze' | 'fsThaw' | 'fsTrim' | 'fsInfo'>

function fileSystemOperations({ domains }: EngineContext): FileSystemOperations {
  return {
    fsFreeze: async (ref, mountpoints, call) => freeze(domains.get(ref), mountpoints, call),
    fsThaw: async (ref, call) => thaw(domains.get(ref), call),
    fsInfo: async (ref, call) => fsInfo(domains.get(ref), call),
    fsTrim: async (ref, { mountPoint, minimum }, call) => {
      if (mountPoint !== undefined)
        throw new VirtError('OPERATION_UNSUPPORTED', 'Specifying mount point is not supported for now', {
          origin: 'QEMU',
        })
      await fromAgent(domains.get(ref), 'guest-fstrim', { minimum }, { ...call, patience: longPatience })
    },
  }
}

function checked(command: string): string {
  try {
    const value: unknown = JSON.parse(command)
    if (typeof value === 'object' && value !== null) return JSON.stringify(value)
  } catch {
    // told below
  }
  throw new VirtError('INVALID_ARG', `not a command for the guest agent: ${command}`, { origin: 'QEMU' })
}

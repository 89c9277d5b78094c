import { type Broken, domains, swallow } from './alter.js'

export const resources: readonly Broken[] = [
  [
    'memory that is clamped',
    'domains.setMemory above the maximum is INVALID_ARG, and changes nothing',
    domains((real) => ({
      setMemory: async (ref, memory, flags, call) =>
        real.setMemory(ref, Math.min(memory, await real.maxMemory(ref, call)), flags, call),
    })),
  ],
  [
    'a maximum that is not there',
    'domains.maxMemory is what domains.info and the description say',
    domains(() => ({ maxMemory: async () => 1 })),
  ],
  [
    'one vcpu too many',
    'domains.vcpus has one row for each vcpu of a domain that runs',
    domains((real) => ({
      vcpus: async (ref, call) => (await real.vcpus(ref, call)).flatMap((each) => [each, each]),
    })),
  ],
  [
    'a pin that is forgotten',
    'domains.pinVcpu ties a vcpu of a domain that runs to host CPUs',
    domains((real) => ({
      pinVcpu: async (ref, _vcpu, _cpus, _flags, call) => void (await real.vcpus(ref, call)),
    })),
  ],
  [
    'unknown parameters that are ignored',
    'domains.setSchedulerParameters with an unknown name is INVALID_ARG',
    domains((real) => ({
      setSchedulerParameters: async (ref, { weight }, flags, call) =>
        real.setSchedulerParameters(ref, weight === undefined ? {} : { weight }, flags, call),
    })),
  ],
  [
    'autostart that is not kept',
    'domains.setAutostart is what domains.autostart and the listing say',
    domains((real) => ({ setAutostart: async (ref) => void (await real.info(ref, {})) })),
  ],
  [
    'autostart of a transient domain',
    'domains.setAutostart of a transient domain is OPERATION_INVALID',
    domains((real) => ({
      setAutostart: async (ref, wanted, call) => void (await swallow(real.setAutostart(ref, wanted, call))),
    })),
  ],
  [
    'a device that was never there and is gone',
    'domains.detachDevice of a device that the domain does not have is DEVICE_MISSING',
    domains((real) => ({
      detachDevice: async (ref, device, flags, call) => {
        await swallow(real.detachDevice(ref, device, flags, call))
        return 'detached'
      },
    })),
  ],
  [
    'a live device in the definition',
    "domains.attachDevice with 'live' leaves the definition alone",
    domains((real) => ({
      attachDevice: (ref, device, _flags, call) =>
        real.attachDevice(ref, device, { live: true, config: true }, call),
    })),
  ],
]

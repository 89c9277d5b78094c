import type { DeviceTuningOperations, DomainOperations } from '@virt/core/driver'
import { attachDevice } from '../hotplug/attach.js'
import { blockIoTune, setBlockIoTune } from '../hotplug/block-tune.js'
import { detachDevice } from '../hotplug/detach.js'
import { interfaceParameters, setInterfaceParameters } from '../hotplug/interface-tune.js'
import { updateDevice } from '../hotplug/update.js'
import { setVcpu } from '../hotplug/set-vcpu.js'
import { setVcpus } from '../hotplug/vcpus.js'
import type { EngineContext } from './context.js'

/** What changes the devices of a domain. */
export type QemuDeviceOperations = Pick<
  DomainOperations,
  'attachDevice' | 'detachDevice' | 'updateDevice' | 'setVcpu' | 'setVcpus' | keyof DeviceTuningOperations
>

export function deviceOperations(context: EngineContext): QemuDeviceOperations {
  const { domains } = context
  return {
    attachDevice: async (ref, device, flags, call) =>
      attachDevice(context, domains.get(ref), device, flags, call),
    detachDevice: async (ref, device, flags, call) =>
      detachDevice(context, domains.get(ref), device, flags, call),
    blockIoTune: async (ref, disk, flags) => blockIoTune(domains.get(ref), disk, flags),
    setBlockIoTune: async (ref, disk, parameters, flags, call) =>
      setBlockIoTune(context, domains.get(ref), disk, parameters, flags, call),
    interfaceParameters: async (ref, device, flags) => interfaceParameters(domains.get(ref), device, flags),
    setInterfaceParameters: async (ref, device, parameters, flags, call) =>
      setInterfaceParameters(context, domains.get(ref), device, parameters, flags, call),
    setVcpu: async (ref, vcpus, enabled, flags, call) =>
      setVcpu(context, domains.get(ref), { vcpus, enabled }, flags, call),
    setVcpus: async (ref, count, flags, call) => setVcpus(context, domains.get(ref), count, flags, call),
    updateDevice: async (ref, device, flags, call) =>
      updateDevice(context, domains.get(ref), device, flags, call),
  }
}

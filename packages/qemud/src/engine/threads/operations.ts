import type { DomainOperations, PinningOperations } from '@virt/core/driver'
import type { EngineContext } from '../context.js'
import { addition, changeIoThreads, ioThreadsOf, removal } from './io-threads.js'
import { tuning } from './io-thread-params.js'
import { emulatorPin, emulatorPinOf, ioThreadPin, pinTo, vcpuPin } from './pin.js'

export function threadOperations(
  context: EngineContext,
): PinningOperations & Pick<DomainOperations, 'pinVcpu'> {
  const { domains } = context
  return {
    pinVcpu: async (ref, vcpu, cpus, flags, call) =>
      pinTo(context, domains.get(ref), vcpuPin(vcpu), cpus, flags, call),
    emulatorPin: async (ref, flags) => emulatorPinOf(domains.get(ref), flags),
    pinEmulator: async (ref, cpus, flags, call) =>
      pinTo(context, domains.get(ref), emulatorPin, cpus, flags, call),
    ioThreads: async (ref, flags, call) => ioThreadsOf(domains.get(ref), flags, call),
    pinIoThread: async (ref, ioThread, cpus, flags, call) =>
      pinTo(context, domains.get(ref), ioThreadPin(ioThread), cpus, flags, call),
    addIoThread: async (ref, ioThread, flags, call) =>
      changeIoThreads(context, domains.get(ref), addition(ioThread), flags, call),
    setIoThreadParams: async (ref, ioThread, params, flags, call) =>
      changeIoThreads(context, domains.get(ref), tuning(ioThread, params), flags, call),
    deleteIoThread: async (ref, ioThread, flags, call) =>
      changeIoThreads(context, domains.get(ref), removal(ioThread), flags, call),
  }
}

import { integer, list, numbers } from './arguments.js'
import type { PinningOperations } from './pinning.js'
import { affected, domain, hostCpu } from './common-arguments.js'
import type { Rows } from './operations.js'
import { change, query } from './traits.js'

const ioThread = integer('ioThread', 1, 32_000)

/** Threads besides vcpus. */
export const pinningRows: Rows<`domains.${keyof PinningOperations}`> = {
  'domains.emulatorPin': query([domain, affected]),
  'domains.pinEmulator': change([domain, list(hostCpu, 1), affected]),
  'domains.ioThreads': query([domain, affected]),
  'domains.pinIoThread': change([domain, ioThread, list(hostCpu, 1), affected]),
  'domains.addIoThread': change([domain, ioThread, affected]),
  'domains.deleteIoThread': change([domain, ioThread, affected]),
  'domains.setIoThreadParams': change([domain, ioThread, numbers('params'), affected]),
}

/** The engine that launches and controls QEMU, for programs that run it themselves; the daemon is `virt-qemud`. */
export { QemuEngine } from './engine/engine.js'
export type { QemuDomainOperations } from './engine/domain-operations.js'
export type { QemuEngineOptions } from './engine/engine.js'
export type { Warn } from './engine/warn.js'
export { domainToArgv } from './native/domain-to-argv.js'
export { embedLayout, type Layout, sessionLayout, sessionRuntime, systemLayout } from './layout.js'

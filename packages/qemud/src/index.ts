/** The engine that launches and controls QEMU, for programs that run it themselves; the daemon is `virt-qemud`. */
export { QemuEngine } from './engine/engine.js'
export type { QemuDomainOperations } from './engine/domain-operations.js'
export type { QemuEngineOptions } from './engine/engine.js'
export type { Warn } from './engine/warn.js'
export { domainToArgv } from './native/domain-to-argv.js'
export { embedLayout, sessionLayout, sessionRuntime, systemLayout } from './store/layout.js'
export type { Layout } from './store/layout.js'

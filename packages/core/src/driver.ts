/** The door for driver authors: the contract, the errors, and the registry that drivers enter. */
export type * from './contract/blocks.js'
export type * from './contract/call.js'
export type * from './contract/device-tuning.js'
export type * from './contract/domain-jobs.js'
export type * from './contract/domains.js'
export type * from './contract/events.js'
export type * from './contract/host.js'
export type * from './contract/migration.js'
export type * from './contract/native-format.js'
export type * from './contract/networks.js'
export type * from './contract/refs.js'
export type * from './contract/saved-state.js'
export type * from './contract/siblings.js'
export type * from './contract/snapshots.js'
export { deepFreeze } from './contract/deep-freeze.js'
export { whenAborted } from './contract/when-aborted.js'
export { domainStates, stateReasons, vcpuStates } from './contract/states.js'
export type { DomainState, StateReason, VcpuState } from './contract/states.js'
export { contractVersion } from './contract/driver.js'
export type { Driver, DriverConnection, DriverRank, OpenRequest } from './contract/driver.js'
export { operationNames, operations } from './contract/operations.js'
export type {
  Families,
  OperationArguments,
  OperationName,
  OperationOf,
  OperationResult,
  OperationTraits,
} from './contract/operations.js'
export type { Argument } from './contract/arguments.js'
export { errorCodes } from './errors/codes.js'
export type { CodeEntry, ErrorCode } from './errors/codes.js'
export { errorOrigins } from './errors/origins.js'
export type { ErrorOrigin } from './errors/origins.js'
export { VirtError } from './errors/virt-error.js'
export type { SerializedVirtError, VirtErrorContext } from './errors/virt-error.js'
export { openTerminal } from './streams/terminal.js'
export { Registry, defaultRegistry } from './registry/registry.js'
export { parseUri } from './registry/uri.js'
export type { ConnectionUri } from './registry/uri.js'

import type {
  AgentOperations,
  BlockOperations,
  DeviceTuningOperations,
  FigureOperations,
  InputOperations,
  MigrationOperations,
  PowerManagementOperations,
} from '@virt/core/driver'

/** What this driver does not do: there is no other node, no guest to talk to, and no process with threads and a monitor. */
export type Lacking =
  | 'jobInfo'
  | 'abortJob'
  | keyof MigrationOperations
  | 'monitorCommand'
  | keyof AgentOperations
  | keyof BlockOperations
  | keyof DeviceTuningOperations
  | Exclude<keyof FigureOperations, 'stats' | 'cpuStats'>
  | keyof InputOperations
  | 'emulatorPin'
  | 'pinEmulator'
  | 'setIoThreadParams'
  | 'setVcpu'
  | keyof PowerManagementOperations

/** The same, for who lists it. */
export const lacking: readonly Lacking[] = [
  'jobInfo',
  'abortJob',
  'migrate',
  'migratePrepare',
  'migrateFinish',
  'migrateMaxSpeed',
  'migrateSetMaxSpeed',
  'migrateMaxDowntime',
  'migrateSetMaxDowntime',
  'blockResize',
  'blockCopy',
  'blockCommit',
  'blockPull',
  'blockJobInfo',
  'blockJobAbort',
  'blockJobSetSpeed',
  'setBlockThreshold',
  'blockIoTune',
  'setBlockIoTune',
  'interfaceParameters',
  'setInterfaceParameters',
  'blockStats',
  'blockInfo',
  'blockErrors',
  'interfaceStats',
  'memoryStats',
  'setMemoryStatsPeriod',
  'reset',
  'injectNmi',
  'sendKey',
  'screenshot',
  'monitorCommand',
  'emulatorPin',
  'pinEmulator',
  'setIoThreadParams',
  'setVcpu',
  'pmSuspendForDuration',
  'pmWakeup',
  'agentCommand',
  'fsFreeze',
  'fsThaw',
  'fsTrim',
  'fsInfo',
  'hostname',
  'guestVcpus',
  'setGuestVcpus',
  'authorizedSshKeys',
  'setAuthorizedSshKeys',
  'setUserPassword',
  'guestInfo',
  'time',
  'setTime',
  'interfaceAddresses',
]

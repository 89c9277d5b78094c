/** QEMU's answer to `query-version`, and the version part of its greeting. */
export interface QmpVersion {
  readonly qemu: { readonly major: number; readonly minor: number; readonly micro: number }
  readonly package: string
}

/** One row of `query-machines`. */
export interface QmpMachine {
  readonly name: string
  readonly alias?: string
  readonly 'is-default'?: boolean
  readonly 'cpu-max': number
  readonly 'hotpluggable-cpus': boolean
  readonly deprecated: boolean
  readonly 'default-cpu-type'?: string
  readonly 'default-ram-id'?: string
}

/** One row of `query-cpu-definitions`. */
export interface QmpCpuDefinition {
  readonly name: string
  readonly typename: string
  readonly static: boolean
  readonly deprecated: boolean
  readonly 'unavailable-features'?: readonly string[]
  readonly 'alias-of'?: string
}

/** One row of `query-command-line-options`. */
export interface QmpCommandLineOption {
  readonly option: string
  readonly parameters: readonly { readonly name: string; readonly type: string }[]
}

/** One row of `query-chardev`: `filename` is `pty:/dev/pts/3` for a pseudo terminal. */
export interface QmpChardev {
  readonly label: string
  readonly filename: string
  readonly 'frontend-open': boolean
}

/** The answer to `query-vnc`. `service` is the TCP port that QEMU got. */
export interface QmpVnc {
  readonly enabled: boolean
  readonly host?: string
  readonly service?: string
  readonly family?: string
  readonly auth?: string
}

/** The answer to `query-status`. `status` is QEMU's RunState: `running`, `paused`, `prelaunch`, `shutdown`, ... */
export interface QmpStatus {
  readonly status: string
  readonly running: boolean
}

/** One row of `query-blockstats`, as far as it is used. Bytes, operations and nanoseconds. */
export interface QmpBlockStats {
  readonly device?: string
  readonly qdev?: string
  readonly 'node-name'?: string
  readonly stats: Readonly<Record<string, unknown>> & {
    readonly rd_bytes: number
    readonly wr_bytes: number
    readonly rd_operations: number
    readonly wr_operations: number
    readonly flush_operations: number
    readonly rd_total_time_ns: number
    readonly wr_total_time_ns: number
    readonly flush_total_time_ns: number
    readonly wr_highest_offset: number
  }
  /** Of the file or device below the format. */
  readonly parent?: QmpBlockStats
}

/** One row of `query-jobs`. `status`: `running`, `ready`, `concluded`, ... */
export interface QmpJob {
  readonly id: string
  readonly type: string
  readonly status: string
  readonly 'current-progress': number
  readonly 'total-progress': number
  /** Why it failed; absent while it goes on and when it succeeded. */
  readonly error?: string
}

/** One row of `query-block-jobs`: bytes, and bytes per second. */
export interface QmpBlockJob {
  /** The job's id. */
  readonly device: string
  readonly len: number
  readonly offset: number
  readonly speed: number
}

/** One row of `query-named-block-nodes`, as far as it is used. */
export interface QmpBlockNode {
  readonly 'node-name': string
  /** The format's or protocol's driver. */
  readonly drv: string
  readonly file: string
  readonly image: { readonly 'virtual-size': number }
}

/** One row of `query-cpus-fast`. */
export interface QmpCpu {
  readonly 'cpu-index': number
  readonly 'qom-path': string
  readonly 'thread-id': number
  readonly target: string
}

/** The answer to `query-migrate`, as far as it is used. Bytes. */
export interface QmpMigration {
  readonly status?: string
  readonly 'error-desc'?: string
  readonly ram?: { readonly transferred: number; readonly remaining: number; readonly total: number }
  readonly 'socket-address'?: readonly {
    readonly type: string
    readonly host?: string
    readonly port?: string
    readonly path?: string
  }[]
}

/** An image, as `query-block` and `qemu-img info` tell of it. Bytes. */
export interface QmpImageInfo {
  readonly filename: string
  readonly 'virtual-size': number
  readonly 'actual-size'?: number
  readonly 'backing-image'?: QmpImageInfo
}

/** One row of `query-block`, as far as it is used. */
export interface QmpBlockDevice {
  readonly device: string
  readonly qdev?: string
  readonly 'io-status'?: 'ok' | 'failed' | 'nospace'
  readonly inserted?: {
    readonly 'node-name'?: string
    readonly drv: string
    readonly image: QmpImageInfo
    /** The path of the topmost image. */
    readonly file: string
  }
}

/** What a guest told through its balloon: bytes and counts; `last-update` in seconds since 1970. */
export interface QmpGuestStats {
  readonly stats: Readonly<Record<string, number>>
  readonly 'last-update': number
}

/** The answer to `query-dirty-rate`. Seconds, and MiB per second. */
export interface QmpDirtyRate {
  readonly status: 'unstarted' | 'measuring' | 'measured'
  readonly 'start-time': number
  readonly 'calc-time': number
  readonly mode?: 'page-sampling' | 'dirty-bitmap' | 'dirty-ring'
  readonly 'dirty-rate'?: number
  readonly 'vcpu-dirty-rate'?: readonly { readonly id: number; readonly 'dirty-rate': number }[]
}

/** One row of `query-iothreads`. Nanoseconds. */
export interface QmpIoThread {
  readonly id: string
  readonly 'thread-id': number
  readonly 'poll-max-ns': number
  readonly 'poll-grow': number
  readonly 'poll-shrink': number
}

type Nothing = Record<string, never>

/**
 * The QMP commands that this package sends: what each takes and what it answers. Others may be sent too; their answer
 * is `unknown`. After QEMU's `qapi/*.json`.
 */
export interface QmpCommands {
  qmp_capabilities: { takes: { enable?: readonly string[] }; answers: Nothing }
  stop: { takes: Nothing; answers: Nothing }
  cont: { takes: Nothing; answers: Nothing }
  quit: { takes: Nothing; answers: Nothing }
  system_powerdown: { takes: Nothing; answers: Nothing }
  system_reset: { takes: Nothing; answers: Nothing }
  balloon: { takes: { value: number }; answers: Nothing }
  set_password: {
    takes: { protocol: 'vnc' | 'spice'; password: string; connected?: string }
    answers: Nothing
  }
  expire_password: { takes: { protocol: 'vnc' | 'spice'; time: string }; answers: Nothing }
  'query-status': { takes: Nothing; answers: QmpStatus }
  'query-version': { takes: Nothing; answers: QmpVersion }
  'query-target': { takes: Nothing; answers: { arch: string } }
  'query-kvm': { takes: Nothing; answers: { enabled: boolean; present: boolean } }
  'query-machines': { takes: Nothing; answers: readonly QmpMachine[] }
  'query-cpu-definitions': { takes: Nothing; answers: readonly QmpCpuDefinition[] }
  'query-command-line-options': { takes: { option?: string }; answers: readonly QmpCommandLineOption[] }
  'qom-list-types': {
    takes: { implements?: string; abstract?: boolean }
    answers: readonly { readonly name: string; readonly parent?: string }[]
  }
  'device-list-properties': {
    takes: { typename: string }
    answers: readonly { readonly name: string; readonly type: string }[]
  }
  'qom-list-properties': {
    takes: { typename: string }
    answers: readonly { readonly name: string; readonly type: string }[]
  }
  'query-gic-capabilities': { takes: Nothing; answers: readonly { readonly version: number }[] }
  'query-chardev': { takes: Nothing; answers: readonly QmpChardev[] }
  'query-vnc': { takes: Nothing; answers: QmpVnc }
  'query-balloon': { takes: Nothing; answers: { actual: number } }
  'query-blockstats': { takes: Nothing; answers: readonly QmpBlockStats[] }
  'job-dismiss': { takes: { id: string }; answers: Nothing }
  'job-cancel': { takes: { id: string }; answers: Nothing }
  'query-jobs': { takes: Nothing; answers: readonly QmpJob[] }
  'query-block-jobs': { takes: Nothing; answers: readonly QmpBlockJob[] }
  'query-named-block-nodes': { takes: { flat?: boolean }; answers: readonly QmpBlockNode[] }
  'query-cpus-fast': { takes: Nothing; answers: readonly QmpCpu[] }
  migrate: { takes: { uri: string }; answers: Nothing }
  'migrate-incoming': { takes: { uri: string }; answers: Nothing }
  migrate_cancel: { takes: Nothing; answers: Nothing }
  'query-migrate': { takes: Nothing; answers: QmpMigration }
  'migrate-set-capabilities': {
    takes: { capabilities: readonly { capability: string; state: boolean }[] }
    answers: Nothing
  }
  'query-migrate-parameters': { takes: Nothing; answers: { readonly 'downtime-limit': number } }
  'migrate-set-parameters': { takes: Readonly<Record<string, number | boolean | string>>; answers: Nothing }
  'dump-guest-memory': {
    takes: { paging: boolean; protocol: string; detach?: boolean; format?: string }
    answers: Nothing
  }
  'query-dump': { takes: Nothing; answers: { status: string; completed: number; total: number } }
  'query-block': { takes: Nothing; answers: readonly QmpBlockDevice[] }
  'query-dirty-rate': { takes: Nothing; answers: QmpDirtyRate }
  'query-current-machine': { takes: Nothing; answers: { readonly 'wakeup-suspend-support': boolean } }
  'query-iothreads': { takes: Nothing; answers: readonly QmpIoThread[] }
  'human-monitor-command': { takes: { 'command-line': string; 'cpu-index'?: number }; answers: string }
}

/** What a command takes: exact for the commands of {@link QmpCommands}, any plain object for the others. */
export type QmpArguments<C extends string> = C extends keyof QmpCommands
  ? QmpCommands[C]['takes']
  : Readonly<Record<string, unknown>>

/** What a command answers: exact for the commands of {@link QmpCommands}, `unknown` for the others. */
export type QmpAnswer<C extends string> = C extends keyof QmpCommands ? QmpCommands[C]['answers'] : unknown

/** A command and its arguments as one value, for lists of what is to be sent. */
export interface QmpRequest {
  readonly execute: string
  readonly arguments?: Readonly<Record<string, unknown>>
}

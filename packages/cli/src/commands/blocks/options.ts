import type { BlockJobFlags, CallOptions } from '@virt/core'
import type { Option } from '../../parser/command.js'
import { data, bool, seconds, unsigned } from '../../parser/options.js'

const mebibyte = 1024 * 1024

export const path: Option<string> = data('fully-qualified path of disk')

interface Pace {
  readonly bandwidth: Option<number | undefined>
  readonly bytes: Option<boolean>
  readonly wait: Option<boolean>
  readonly verbose: Option<boolean>
  readonly timeout: Option<number | undefined>
  readonly async: Option<boolean>
}

/** What every command that begins a block job takes. */
export const pace: Pace = {
  bandwidth: unsigned('bandwidth limit in MiB/s'),
  bytes: bool('the bandwidth limit is in bytes/s rather than MiB/s'),
  wait: bool('wait for job to complete'),
  verbose: bool('with --wait, display the progress'),
  timeout: seconds('implies --wait, abort if the job exceeds timeout (in seconds)'),
  async: bool('with --wait, do not wait for cancel to finish'),
}

export function bytesPerSecond(bandwidth: number, bytes: boolean): number {
  return bytes ? bandwidth : bandwidth * mebibyte
}

interface Paced {
  readonly bandwidth?: number
  readonly bytes: boolean
  readonly timeout?: number
}

/** Whether the end of the job is waited for. */
export const waits = ({ wait, timeout }: { readonly wait: boolean; readonly timeout?: number }): boolean =>
  wait || timeout !== undefined

/** The flags of the contract that they stand for. Without `wait` the job goes on by itself. */
export function paceOf({ bandwidth, bytes, timeout }: Paced, wait: boolean): BlockJobFlags & CallOptions {
  return {
    ...(timeout === undefined ? {} : { timeout }),
    ...(bandwidth === undefined ? {} : { bandwidth: bytesPerSecond(bandwidth, bytes) }),
    ...(wait ? {} : { background: true }),
  }
}

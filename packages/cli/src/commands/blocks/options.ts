import type { BlockJobFlags } from '@virt/core'
import type { Option } from '../../parser/command.js'
import { data, bool, unsigned } from '../../parser/options.js'

const mebibyte = 1024 * 1024

export const path: Option<string> = data('fully-qualified path of disk')

interface Pace {
  readonly bandwidth: Option<number | undefined>
  readonly bytes: Option<boolean>
  readonly wait: Option<boolean>
  readonly verbose: Option<boolean>
  readonly async: Option<boolean>
}

/** What every command that begins a block job takes. */
export const pace: Pace = {
  bandwidth: unsigned('bandwidth limit in MiB/s'),
  bytes: bool('the bandwidth limit is in bytes/s rather than MiB/s'),
  wait: bool('wait for job to complete'),
  verbose: bool('with --wait, display the progress'),
  async: bool('with --wait, do not wait for cancel to finish'),
}

export function bytesPerSecond(bandwidth: number, bytes: boolean): number {
  return bytes ? bandwidth : bandwidth * mebibyte
}

/** The flags of the contract that they stand for. Without `wait` the job goes on by itself. */
export function paceOf(
  { bandwidth, bytes }: { readonly bandwidth?: number; readonly bytes: boolean },
  wait: boolean,
): BlockJobFlags {
  return {
    ...(bandwidth === undefined ? {} : { bandwidth: bytesPerSecond(bandwidth, bytes) }),
    ...(wait ? {} : { background: true }),
  }
}

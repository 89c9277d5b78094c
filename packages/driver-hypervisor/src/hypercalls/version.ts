import type { HypercallPort } from '../privcmd/port.js'
import type { Caller } from './caller.js'
import { failure } from './failure.js'

/** `__HYPERVISOR_xen_version` and its commands. */
const xenVersion = 17
const version = 0n
const extraversion = 1n
const capabilities = 3n

export interface XenVersion {
  readonly major: number
  readonly minor: number
}

/** Which Xen runs. Asked first: every version of every interface has this call. */
export function runningVersion(port: HypercallPort): XenVersion {
  const result = port.call(xenVersion, version, 0n)
  if (result < 0) throw failure(-result, 'xen_version')
  return { major: result >>> 16, minor: result & 0xffff }
}

/** `.7` of Xen 4.17.7; may be anything, as distributions like it. */
export const extraVersion = (caller: Caller): string => textOf(caller, extraversion, 16)

/** `xen-3.0-x86_64 hvm-3.0-x86_32 ...`: the guests that can run. */
export const guestCapabilities = (caller: Caller): string => textOf(caller, capabilities, 1024).trim()

function textOf(caller: Caller, command: bigint, size: number): string {
  const text = caller.data.subarray(0, size).fill(0)
  caller.plain(xenVersion, 'xen_version', command, caller.dataAddress)
  const end = text.indexOf(0)
  return text.toString('latin1', 0, end < 0 ? size : end)
}

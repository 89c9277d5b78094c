import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import type { DomainConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { namespaces } from './namespaces.js'

/** `unshare` dies with this process, and what it has started dies with it. */
const leash = ['--pdeathsig', 'KILL', '--', 'unshare', '--kill-child']

const path = ['PATH', '/usr/sbin:/usr/bin:/sbin:/bin'] as const

/** Begin the first program of a domain. Its process group is its own: the first process is `unshare`, the second `init`. */
export function launch({ os }: DomainConfig): ChildProcessWithoutNullStreams & { readonly pid: number } {
  const { init = '', initArgs = [], initEnv = [], initDir = '/' } = os
  executable(init)
  const variables = initEnv.map(({ name, value }) => [name, value] as const)
  const child = spawn('setpriv', [...leash, ...namespaces, '--', init, ...initArgs], {
    detached: true,
    cwd: initDir,
    env: Object.fromEntries([path, ...variables]),
  })
  child.on('error', () => undefined)
  child.stdin.on('error', () => undefined)
  const { pid } = child
  if (pid === undefined)
    throw new VirtError('OPERATION_FAILED', 'cannot run setpriv and unshare (util-linux)')
  return Object.assign(child, { pid })
}

function executable(init: string): void {
  try {
    accessSync(init, constants.X_OK)
  } catch (cause) {
    throw new VirtError('OPERATION_FAILED', `init '${init}' cannot be run`, { cause })
  }
}

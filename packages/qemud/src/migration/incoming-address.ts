import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { VirtError } from '@virt/core/driver'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { streamPath } from './stream-socket.js'

const unixPrefix = 'unix:'
const tcp = /^tcp:([\w.-]+|\[[\da-f:.]+\]):(\d{1,5})$/i

/** Let QEMU listen for a state; answers where. */
export async function listenForState(
  context: EngineContext,
  domain: ManagedDomain,
  { monitor }: Guest,
  wanted = `${unixPrefix}${streamPath(context, domain)}`,
): Promise<string> {
  checkAddress(wanted)
  await monitor.execute('migrate-set-capabilities', {
    capabilities: [{ capability: 'late-block-activate', state: true }],
  })
  await monitor.execute('migrate-incoming', { uri: wanted })
  if (wanted.startsWith(unixPrefix)) return wanted
  const [, host] = tcp.exec(wanted) ?? []
  const { 'socket-address': [address] = [] } = await monitor.execute('query-migrate')
  return `tcp:${host}:${address?.port}`
}

/** QEMU leaves its socket behind. */
export async function removeListener(address: string): Promise<void> {
  if (address.startsWith(unixPrefix)) await rm(address.slice(unixPrefix.length), { force: true })
}

function checkAddress(uri: string): void {
  const path = uri.startsWith(`${unixPrefix}/`) ? uri.slice(unixPrefix.length) : undefined
  if (path === undefined && !tcp.test(uri)) throw refused(`'${uri}' is no tcp:HOST:PORT or unix:/PATH`)
  if (path !== undefined && existsSync(path)) throw refused(`'${path}' exists already`)
}

function refused(detail: string): VirtError {
  return new VirtError('INVALID_ARG', detail, { origin: 'QEMU' })
}

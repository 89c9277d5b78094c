import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Connection,
  type DomainEvent,
  type Driver,
  open,
  openReadOnly,
  Registry,
  VirtError,
} from '@virt/core'
import type { Siblings } from '@virt/core/driver'
import { onTestFinished } from 'vitest'
import { driver } from '../src/driver.js'

export const uuid = '11111111-1111-4111-8111-111111111111'

/** A new directory with these files, gone at the end of the test. */
export function directoryOf(files: Readonly<Record<string, string>> = {}): string {
  const directory = mkdtempSync(join(tmpdir(), 'driver-xm-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) write(directory, name, text)
  return directory
}

export function write(directory: string, name: string, text: string): string {
  const path = join(directory, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
  return path
}

interface Options {
  readonly readOnly?: boolean
  readonly beside?: readonly Driver[]
}

/** A connection over a directory, which the end of the test closes. */
export async function connect(directory: string, options: Options = {}): Promise<Connection> {
  const connection = await opened(directory, options)
  onTestFinished(() => connection.close())
  return connection
}

export function opened(directory: string, { readOnly, beside = [] }: Options = {}): Promise<Connection> {
  const registry = new Registry()
  for (const each of [driver, ...beside]) registry.register(each)
  process.env.VIRT_XM_CONFIG_DIR = directory
  return (readOnly ? openReadOnly : open)('xen:///', { registry })
}

/** No channel beside. */
export const nobody: Siblings = {
  supports: () => false,
  run: () => Promise.reject(new VirtError('NO_SUPPORT')),
}

export const domainXml = (name: string, inside = ''): string =>
  `<domain type='xen'><name>${name}</name><memory>65536</memory><vcpu>1</vcpu>` +
  `<os><type>hvm</type><loader>/usr/lib/xen/boot/hvmloader</loader></os>${inside}</domain>`

/** Code and detail of the error that this ends with. */
export async function failure(work: PromiseLike<unknown>): Promise<[code: string, detail?: string]> {
  try {
    await work
  } catch (thrown) {
    if (VirtError.is(thrown)) return [thrown.code, thrown.detail]
    throw thrown
  }
  throw new Error('it did not fail')
}

/** All lifecycle events from now on, in short: `guest: defined added`. */
export async function watched(connection: Connection): Promise<string[]> {
  const seen: string[] = []
  await connection.on('domain', (event) => seen.push(short(event)))
  return seen
}

function short(event: DomainEvent): string {
  const what = event.type === 'lifecycle' ? `${event.event} ${event.detail}` : event.type
  return `${event.domain.name}: ${what}`
}

export async function namesIn(connection: Connection): Promise<string[]> {
  return (await connection.listDomains()).map(({ name }) => name)
}

import '../src/index.js'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Connection, type DomainEvent, open, type OpenOptions, VirtError } from '@virt/core'
import { onTestFinished } from 'vitest'

export const testUuid = '6695eb01-f6a4-8304-79aa-97f2502e193f'

/** A connection that the end of the test closes. */
export async function connect(uri = 'test:///default', options: OpenOptions = {}): Promise<Connection> {
  const connection = await open(uri, options)
  onTestFinished(() => connection.close())
  return connection
}

/** A new directory, gone at the end of the test. */
export function scratch(): string {
  const directory = mkdtempSync(join(tmpdir(), 'driver-test-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

/** The URI of a node file with this text. */
export function nodeUri(xml: string): string {
  const file = join(scratch(), 'node.xml')
  writeFileSync(file, xml)
  return `test://${file}`
}

export function domainXml(name: string, inside = ''): string {
  return `<domain type='test'><name>${name}</name><memory>65536</memory><os><type>hvm</type></os>${inside}</domain>`
}

/** Code and message of the error that this ends with. */
export async function failure(work: PromiseLike<unknown>): Promise<[code: string, message: string]> {
  try {
    await work
  } catch (thrown) {
    if (VirtError.is(thrown)) return [thrown.code, thrown.message]
    throw thrown
  }
  throw new Error('it did not fail')
}

/** All domain events from now on, in short: `started booted 2`. */
export async function watch(connection: Connection): Promise<string[]> {
  const seen: string[] = []
  await connection.on('domain', (event) => seen.push(short(event)))
  return seen
}

function short(event: DomainEvent): string {
  const what = event.type === 'lifecycle' ? `${event.event} ${event.detail}` : event.type
  const { name, id } = event.domain
  return id === undefined ? `${name}: ${what}` : `${name} ${id}: ${what}`
}

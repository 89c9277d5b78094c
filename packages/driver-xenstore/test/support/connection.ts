import { type Connection, type DomainEvent, open } from '@virt/core'
import { contractVersion, Registry } from '@virt/core/driver'
import { onTestFinished } from 'vitest'
import { XenStoreClient, xenstoreConnection } from '../../src/index.js'

/** The driver's connection to this store, through the front-end. */
export async function connectionTo(store: { readonly socket: string }): Promise<Connection> {
  const registry = new Registry()
  registry.register({
    name: 'xenstore',
    contract: contractVersion,
    schemes: ['xen'],
    open: async () => xenstoreConnection(await XenStoreClient.connect({ path: store.socket })),
  })
  const connection = await open('xen:///', { registry })
  onTestFinished(() => connection.close())
  return connection
}

/** All domain events from now on, in short: `guest3 3: started booted`. */
export async function eventsOf(connection: Connection): Promise<string[]> {
  const seen: string[] = []
  await connection.on('domain', (event) => seen.push(short(event)))
  return seen
}

function short(event: DomainEvent): string {
  const { name, id } = event.domain
  const who = id === undefined ? name : `${name} ${id}`
  if (event.type === 'lifecycle') return `${who}: ${event.event} ${event.detail}`
  return event.type === 'balloonChange' ? `${who}: ${event.type} ${event.actual}` : `${who}: ${event.type}`
}

import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A way to a store on which what it tells can be held up. */
export interface Relay {
  readonly socket: string
  hold(): void
  flow(): void
}

export async function relayTo(store: string): Promise<Relay> {
  const directory = await mkdtemp(join(tmpdir(), 'virt-relay-'))
  const socket = join(directory, 'socket')
  const fromStore = new Set<Socket>()
  const server = createServer((client) => {
    const toStore = connect(store)
    fromStore.add(toStore)
    client.pipe(toStore).pipe(client)
    for (const side of [client, toStore]) side.on('error', () => side.destroy())
  })
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  onTestFinished(async () => {
    for (const each of fromStore) each.destroy()
    server.close()
    await rm(directory, { recursive: true })
  })
  return {
    socket,
    hold: () => fromStore.forEach((each) => each.pause()),
    flow: () => fromStore.forEach((each) => each.resume()),
  }
}

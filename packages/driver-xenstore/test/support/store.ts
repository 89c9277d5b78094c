import { onTestFinished } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { startXenstored, type Xenstored } from '../../../../tools/xenstored/index.mjs'
import { type ConnectOptions, XenStoreClient } from '../../src/index.js'

/** Whether the real daemon can be run here. */
export const haveStore: boolean = peer('xenstored')

/** A real store of this test's own. */
export async function startStore(...options: string[]): Promise<Xenstored> {
  const store = await startXenstored(...options)
  onTestFinished(() => store.stop())
  return store
}

/** A client of it, closed at the end of the test. */
export async function clientOf(store: Xenstored, options: ConnectOptions = {}): Promise<XenStoreClient> {
  const client = await XenStoreClient.connect({ path: store.socket, ...options })
  onTestFinished(() => client.close())
  return client
}

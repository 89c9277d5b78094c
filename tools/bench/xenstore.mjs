import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { XenStoreClient } from '@virt/driver-xenstore'
import { peer } from '../peers.mjs'
import { startXenstored } from '../xenstored/index.mjs'
import { sideBySide, spread } from './measure.mjs'
import { inC, inPython } from './timing-peer.mjs'

/** Our client, libxenstore and pyxs on one real xenstored. Times are per request. */
export async function* rows() {
  if (!peer('xenstored')) return yield { row: 'all', skipped: 'no xenstored' }
  const directory = await mkdtemp(join(tmpdir(), 'virt-bench-'))
  const store = await startXenstored()
  const [client, writer] = await Promise.all([connect(store), connect(store)])
  await client.write('/bench/node', 'a value')
  const peers = [
    inC(directory, 'xenstore-peer.c', 'xenstore', { env: { XENSTORED_PATH: store.socket } }),
    inPython('xenstore-peer.py', 'pyxs', [store.socket]),
  ]
  try {
    yield* againstC(store, client, writer, peers[0])
    yield* againstPython(client, peers[1])
    yield await opens(store)
    yield await memory(client)
  } finally {
    for (const each of peers) each?.close()
    await Promise.all([client.close(), writer.close()])
    await store.stop()
    await rm(directory, { recursive: true })
  }
}

const connect = (store) => XenStoreClient.connect({ path: store.socket })

async function* againstC(store, client, writer, c) {
  if (!c) return yield { row: 'libxenstore', skipped: 'no gcc, or no libxen-dev' }
  const reads = 5000
  const bare = each((count) => c.time('read', count), reads)
  const rounds = { rounds: 15 }
  yield {
    row: 'read, one after the other / libxenstore',
    ...(await sideBySide(
      each((count) => sequential(client, count), reads),
      bare,
      rounds,
    )),
    goal: { of: 'ratio', most: 2 },
  }
  yield {
    row: 'read, 100 in flight / libxenstore, one after the other',
    ...(await sideBySide(
      each((count) => inFlight(client, count), reads),
      bare,
      rounds,
    )),
    goal: { of: 'ratio', most: 0.5 },
  }
  const watch = client.watch('/bench/watched')
  await watch.next()
  yield {
    row: 'write until its watch event / libxenstore',
    ...(await sideBySide(
      each((count) => watched(watch, writer, count), 1000),
      each((count) => c.time('watch', count), 1000),
      rounds,
    )),
    goal: { of: 'ratio', most: 2 },
  }
  await watch.return()
  yield {
    row: 'open and close / libxenstore',
    ...(await sideBySide(
      each((count) => openings(store, count), 200),
      each((count) => c.time('open', count), 200),
      rounds,
    )),
  }
}

async function* againstPython(client, python) {
  if (!python) return yield { row: 'pyxs', skipped: 'no python3-pyxs' }
  yield {
    row: 'read, one after the other / pyxs',
    ...(await sideBySide(
      each((count) => sequential(client, count), 2000),
      each((count) => python.time('read', count), 2000),
      { rounds: 9 },
    )),
    goal: { of: 'ratio', most: 1 },
  }
}

/** Memory is told as the ratio of resident bytes after to before; the first opens fill caches. */
async function opens(store) {
  await openings(store, 1000)
  return grown('10,000 times open and close: resident memory', () => openings(store, 10_000), 10_000)
}

async function memory(client) {
  await inFlight(client, 100_000)
  return grown('1,000,000 reads: resident memory', () => inFlight(client, 1_000_000), 1_000_000)
}

async function grown(what, work, count) {
  const [before, handles] = [resident(), process.getActiveResourcesInfo().length]
  const spent = await work()
  const [after, left] = [resident(), process.getActiveResourcesInfo().length]
  const figures = `${mebibytes(before)} -> ${mebibytes(after)} MiB, handles ${handles} -> ${left}`
  return {
    row: `${what} after / before (${figures})`,
    ours: spread([spent / count]),
    ratio: spread([after / before]),
    goal: { of: 'ratio', most: 1.2 },
  }
}

function resident() {
  globalThis.gc?.()
  return process.memoryUsage.rss()
}

const mebibytes = (bytes) => Math.round(bytes / 1024 / 1024)

/** The milliseconds of one, where many are done in one go. */
const each = (work, count) => async () => (await work(count)) / count

async function sequential(client, count) {
  const start = performance.now()
  for (let index = 0; index < count; index++) await client.read('/bench/node')
  return performance.now() - start
}

async function inFlight(client, count) {
  const start = performance.now()
  const line = async () => {
    for (let index = 0; index < count / 100; index++) await client.read('/bench/node')
  }
  await Promise.all(Array.from({ length: 100 }, line))
  return performance.now() - start
}

async function watched(watch, writer, count) {
  const start = performance.now()
  for (let index = 0; index < count; index++)
    await Promise.all([watch.next(), writer.write('/bench/watched', '1')])
  return performance.now() - start
}

async function openings(store, count) {
  const start = performance.now()
  for (let index = 0; index < count; index++) await (await connect(store)).close()
  return performance.now() - start
}

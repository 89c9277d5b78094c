import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { open } from '@virt/core'
import { contractVersion, Registry } from '@virt/core/driver'
import { connect } from '@virt/core/rpc'
import { jsonEcho } from './json-echo.mjs'
import { sharesSideBySide, sideBySide, timedEach } from './measure.mjs'

/** One `info` through the RPC against a bare echo of a JSON line: two sockets of one server process. */
export async function* rows() {
  const directory = await mkdtemp(join(tmpdir(), 'virt-bench-'))
  const paths = [join(directory, 'rpc'), join(directory, 'echo')]
  const server = fork(fileURLToPath(new URL('rpc-server.mjs', import.meta.url)), paths)
  try {
    await once(server, 'message')
    const remote = await connect(paths[0])
    const [domain] = await remote.domains.list({}, {})
    const { name, uuid, id } = domain
    const echo = await jsonEcho(paths[1])
    const info = await remote.domains.info({ name, uuid, id }, {})
    const [median, slowest] = await sharesSideBySide(
      () => timedEach(() => remote.domains.info({ name, uuid, id }, {}), 500),
      () => timedEach(() => echo(info), 500),
      [0.5, 0.99],
      { rounds: 31, warmUp: 10 },
    )
    yield {
      row: 'info round trip, median / JSON line echo',
      ...median,
      goal: { of: 'ratio', most: 1.3 },
    }
    yield { row: 'info round trip, 99 % / JSON line echo', ...slowest, goal: { of: 'ratio', most: 1.3 } }
    const front = await openRemote(paths[0])
    const [wrapped] = await front.listDomains()
    yield {
      row: 'domain.info() of the front-end, remote / JSON line echo',
      ...(await sideBySide(
        async () => void (await wrapped.info()),
        async () => void (await echo(info)),
        { rounds: 31, batch: 1000 },
      )),
    }
    await front.close()
    const many = Array.from({ length: 100 })
    yield {
      row: '100 infos at once / 100 echoes at once',
      ...(await sideBySide(
        async () => void (await Promise.all(many.map(() => remote.domains.info({ name, uuid, id }, {})))),
        async () => void (await Promise.all(many.map(() => echo(info)))),
        { rounds: 31, batch: 20 },
      )),
    }
    await remote.close()
  } finally {
    server.disconnect()
    await once(server, 'exit')
    await rm(directory, { recursive: true })
  }
}

function openRemote(path) {
  const registry = new Registry()
  registry.register({
    name: 'remote',
    contract: contractVersion,
    schemes: ['remote'],
    open: () => connect(path),
  })
  return open('remote:///', { registry })
}

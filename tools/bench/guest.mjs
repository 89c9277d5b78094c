import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { open } from '@virt/core'
import { nanoDomainXml } from '../guests/index.mjs'
import { peer } from '../peers.mjs'
import { bareGuests } from './bare-guest.mjs'
import { sideBySide } from './measure.mjs'

const daemon = fileURLToPath(new URL('../../packages/qemud/bin/virt-qemud.js', import.meta.url))

/** The life of the tiny guest, through the engine in this process and through its daemon, against QEMU driven by hand. */
export async function* rows() {
  if (!peer('qemu')) return yield { row: 'create -> running', skipped: 'no qemu-system-x86_64' }
  await import('@virt/driver-qemu')
  const directory = await mkdtemp(join(tmpdir(), 'virt-bench-'))
  const bare = await bareGuests(join(directory, 'qmp'))
  try {
    yield* compare('embed', await open(`qemu:///embed?root=${join(directory, 'embed')}`), bare)
    const server = await startDaemon(directory)
    const socket = join(directory, 'socket', 'qemud-sock')
    yield* compare('daemon', await open(`qemu:///session?socket=${socket}`), bare)
    server.kill()
    await once(server, 'exit')
  } finally {
    bare.close()
    await rm(directory, { recursive: true })
  }
}

async function* compare(how, connection, bare) {
  const create = () => connection.createDomain(nanoDomainXml({ name: 'bench' }))
  const goals = { create: { of: 'ratio', most: 1.3 }, destroy: { of: 'ratio', most: 2 } }
  yield {
    row: `create -> running, ${how} / bare`,
    ...(await sideBySide(
      () => timeFirst(create, (domain) => domain.destroy()),
      () => timeFirst(bare.start, (quit) => quit()),
      { rounds: 25 },
    )),
    goal: goals.create,
  }
  yield {
    row: `destroy, ${how} / bare`,
    ...(await sideBySide(
      () => timeSecond(create, (domain) => domain.destroy()),
      () => timeSecond(bare.start, (quit) => quit()),
      { rounds: 25 },
    )),
    goal: goals.destroy,
  }
  await connection.close()
}

async function timeFirst(first, second) {
  const start = performance.now()
  const made = await first()
  const spent = performance.now() - start
  await second(made)
  return spent
}

async function timeSecond(first, second) {
  const made = await first()
  const start = performance.now()
  await second(made)
  return performance.now() - start
}

async function startDaemon(directory) {
  const places = {
    XDG_RUNTIME_DIR: 'runtime',
    XDG_CONFIG_HOME: 'config',
    XDG_STATE_HOME: 'state',
    XDG_CACHE_HOME: 'cache',
  }
  const env = { ...process.env }
  for (const [variable, name] of Object.entries(places)) {
    env[variable] = join(directory, name)
    await mkdir(env[variable], { mode: 0o700 })
  }
  await mkdir(join(directory, 'socket'), { mode: 0o700 })
  const args = ['--session', '--verbose', '--socket-dir', join(directory, 'socket')]
  const server = fork(daemon, args, { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  await once(server.stderr, 'data')
  return server
}

import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { connect } from '@virt/core/rpc'
import { jsonEcho } from './json-echo.mjs'
import { sideBySide, spread } from './measure.mjs'

const local = (path) => fileURLToPath(new URL(path, import.meta.url))
const program = local('../../packages/proxy-daemon/bin/virt-proxyd.js')
const attacker = local('../../packages/proxy-daemon/test/support/attacker.mjs')
const built = local('../../packages/proxy-daemon/dist/daemon.js')
const domains = 20
const clients = 64

/** The read-only proxy in front of a test hypervisor of 20 domains: its round trip, its idle cost, and its patience. */
export async function* rows() {
  if (!existsSync(built)) return yield { row: 'all', skipped: '@virt/proxy-daemon is not built' }
  const directory = await mkdtemp(join(tmpdir(), 'virt-bench-'))
  await chmod(directory, 0o755)
  await writeFile(join(directory, 'node.xml'), nodeOf(domains))
  try {
    yield* roundTrip(directory)
    yield* polling(directory)
    yield* besideHostile(directory)
  } finally {
    await rm(directory, { recursive: true })
  }
}

async function* roundTrip(directory) {
  const daemon = await startDaemon(directory, '--rate', '1000000')
  const server = fork(local('proxy-echo.mjs'), [join(directory, 'echo')])
  await once(server, 'message')
  const remote = await connect(daemon.socket)
  const [{ name, uuid, id }] = await remote.domains.list({}, {})
  const domain = { name, uuid, id }
  const info = await remote.domains.info(domain, {})
  const echo = await jsonEcho(join(directory, 'echo'))
  yield {
    row: 'info through the proxy / JSON line echo',
    ...(await sideBySide(
      async () => void (await remote.domains.info(domain, {})),
      async () => void (await echo(info)),
      { rounds: 31, batch: 500 },
    )),
    goal: { of: 'ratio', most: 2 },
  }
  server.disconnect()
  await remote.close()
  await daemon.end()
}

async function* polling(directory) {
  const daemon = await startDaemon(directory)
  const connections = await Promise.all(Array.from({ length: clients }, () => connect(daemon.socket)))
  const bulk = async ({ domains }) =>
    void (await Promise.all([domains.list({}, {}), domains.stats(undefined, {}, {})]))
  const single = async ({ domains }) => {
    const records = await domains.list({}, {})
    await Promise.all(records.map(({ name, uuid, id }) => domains.info({ name, uuid, id }, {})))
  }
  for (const [how, poll, goal] of [
    ['list and stats', bulk, { of: 'ours', most: 50 }],
    ['list and 20 infos', single, undefined],
  ])
    yield {
      row: `CPU time a second, ${clients} clients once a second, ${how}`,
      ours: spread(await cpuWhile(daemon.pid, connections, poll)),
      goal,
    }
  yield {
    row: 'memory then',
    unit: 'MiB',
    ours: spread([memory(daemon.pid)]),
    goal: { of: 'ours', most: 80 },
  }
  await Promise.all(connections.map((connection) => connection.close()))
  await daemon.end()
}

async function* besideHostile(directory) {
  const daemon = await startDaemon(directory)
  for (const attack of ['flood', 'slow', 'halves', 'long', 'connections'])
    yield {
      row: `99th percentile of an honest client's wait, beside ${attack} / alone`,
      ...(await compareWaits(daemon.socket, attack)),
      goal: { of: 'ratio', most: 3 },
    }
  yield { row: 'memory after all that', unit: 'MiB', ours: spread([memory(daemon.pid)]) }
  await daemon.end()
}

async function compareWaits(socket, attack) {
  const honest = await connect(socket)
  const samples = []
  for (let round = 0; round < 3; round++) {
    const alone = await waits(honest, sleep(2000))
    const hostile = spawn(process.execPath, [attacker, socket, attack], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const beside = await waits(honest, Promise.race([once(hostile, 'exit'), sleep(4000)]))
    hostile.kill('SIGKILL')
    samples.push([beside, alone])
    await sleep(500)
  }
  await honest.close()
  return {
    ours: spread(samples.map(([beside]) => beside)),
    bare: spread(samples.map(([, alone]) => alone)),
    ratio: spread(samples.map(([beside, alone]) => beside / alone)),
  }
}

/** The 99th percentile of what an honest client waits that asks every 5 ms. */
async function waits({ domains }, until) {
  let over = false
  void until.then(() => (over = true))
  const seen = []
  while (!over) {
    const start = performance.now()
    await domains.list({}, {})
    seen.push(performance.now() - start)
    await sleep(5)
  }
  return seen.toSorted((a, b) => a - b)[Math.floor(seen.length * 0.99)]
}

/** Milliseconds of CPU time in each of some seconds in which every client polls once, at its own moment. */
async function cpuWhile(pid, connections, poll) {
  const seconds = []
  for (let second = -2; second < 5; second++) {
    const before = cpuTime(pid)
    const polled = connections.map(async (connection, index) => {
      await sleep((index * 1000) / connections.length)
      await poll(connection)
    })
    await Promise.all([sleep(1000), ...polled])
    if (second >= 0) seconds.push(cpuTime(pid) - before)
  }
  return seconds
}

/** The kernel counts in hundredths of a second. */
function cpuTime(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function memory(pid) {
  return Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024
}

async function startDaemon(directory, ...options) {
  const socket = join(directory, 'virt/proxy.sock')
  const argv = [program, '-v', '-c', `test://${directory}/node.xml`, '-s', socket, ...options]
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'ignore', 'pipe'] })
  await serving(child)
  const end = async () => {
    child.kill()
    await once(child, 'exit')
  }
  return { socket, pid: child.pid, end }
}

async function serving({ stderr }) {
  let said = ''
  for await (const chunk of stderr.iterator({ destroyOnReturn: false })) {
    said += chunk
    if (said.includes('serving')) return stderr.resume()
  }
  throw new Error(said)
}

function nodeOf(count) {
  const one = (_, index) =>
    `<domain type='test'><name>guest${index}</name><memory>65536</memory><os><type>hvm</type></os></domain>`
  return `<node>${Array.from({ length: count }, one).join('')}</node>`
}

// What somebody may try who can reach the socket and nothing else: attacker.mjs SOCKET ATTACK [JSON]. Prints what came of it.
import { once } from 'node:events'
import { renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'

const [socketPath, attack, given] = process.argv.slice(2)
const hello = { jsonrpc: '2.0', id: 0, method: 'hello', params: { protocol: 1 } }
const lineOf = (message) => `${JSON.stringify(message)}\n`
const call = (id, method, params = []) => lineOf({ jsonrpc: '2.0', id, method, params })

const dial = () => connect({ path: socketPath, allowHalfOpen: true }).on('error', () => undefined)

/** The first word to these bytes, or how the connection ended. */
function firstWord(...bytes) {
  const socket = dial()
  for (const each of bytes) socket.write(each)
  return new Promise((resolve) => {
    createInterface({ input: socket }).once('line', (line) => {
      resolve(codeOf(line))
      socket.destroy()
    })
    socket.once('close', () => resolve('closed'))
    setTimeout(() => resolve('silence'), 5000).unref()
  })
}

const codeOf = (line) => JSON.parse(line).error?.data.code ?? 'answered'

/** Answers to many calls of one greeted client, by id. */
async function answers(calls) {
  const socket = dial()
  socket.write(lineOf(hello))
  for (const each of calls) socket.write(each)
  const seen = {}
  for await (const line of createInterface({ input: socket })) {
    const { id } = JSON.parse(line)
    if (id !== 0) seen[id] = codeOf(line)
    if (Object.keys(seen).length === calls.length) break
  }
  socket.destroy()
  return Object.values(seen)
}

/** So many at a time, greeted or not, so long. */
async function crowd(count, at, visit) {
  for (let done = 0; done < count; done += at) await Promise.all(Array.from({ length: at }, visit))
}

async function visit() {
  const socket = dial()
  await Promise.race([once(socket, 'connect'), once(socket, 'close')])
  socket.end(lineOf(hello)).resume()
  await Promise.race([once(socket, 'close'), new Promise((resolve) => setTimeout(resolve, 1500))])
  socket.destroy()
}

function attempt(game) {
  try {
    game()
    return 'done'
  } catch (error) {
    return error.code
  }
}

const attacks = {
  calls: () => answers(JSON.parse(given).map(([method, params], index) => call(index + 1, method, params))),
  first: () => Promise.all(JSON.parse(given).map((text) => firstWord(text))),
  long: () =>
    Promise.all([
      firstWord(lineOf(hello).trimEnd() + ' '.repeat(1_000_000)),
      firstWord(call(1, 'domains.lookupByName', ['x'.repeat(1_000_000)])),
      firstWord('['.repeat(1_000_000)),
    ]),
  connections: async () => {
    await crowd(10_000, 100, visit)
    return 'gone'
  },
  halves: async () => {
    const sockets = Array.from({ length: 200 }, dial)
    for (const socket of sockets) socket.write(lineOf(hello).slice(0, 30))
    await new Promise((resolve) => setTimeout(resolve, 300))
    for (const socket of sockets) socket.end()
    await new Promise((resolve) => setTimeout(resolve, 300))
    return 'gone'
  },
  slow: async () => {
    const sockets = Array.from({ length: 40 }, dial)
    for (const socket of sockets) {
      socket.pause().write(lineOf(hello))
      for (let id = 1; id < 5000; id++) socket.write(call(id, id % 2 ? 'host.capabilities' : 'domains.list'))
    }
    await new Promise((resolve) => setTimeout(resolve, 2000))
    return 'gone'
  },
  flood: async () => {
    const sockets = Array.from({ length: 40 }, dial)
    for (const socket of sockets) {
      socket.resume().write(lineOf(hello))
      for (let id = 1; id < 20_000; id++) socket.write(call(id, 'domains.lookupByName', [`guest ${id}`]))
    }
    await new Promise((resolve) => setTimeout(resolve, 2000))
    return 'gone'
  },
  games: () => [
    attempt(() => unlinkSync(socketPath)),
    attempt(() => renameSync(dirname(socketPath), `${dirname(socketPath)}.old`)),
    attempt(() => symlinkSync('/tmp', `${socketPath}.link`)),
    attempt(() => writeFileSync(`${dirname(socketPath)}/file`, '')),
    attempt(() => rmSync(`${dirname(socketPath)}/.proxy.sock`, { recursive: true })),
  ],
}

process.stdout.write(JSON.stringify(await attacks[attack]()))
process.exit()

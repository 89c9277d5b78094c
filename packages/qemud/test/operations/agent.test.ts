import { spawn } from 'node:child_process'
import { existsSync, unlinkSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { parseDomain } from '@virt/core/config'
import type { DomainRef } from '@virt/core/driver'
import { expect, onTestFinished, test } from 'vitest'
import { nanoDomainXml } from '../../../../tools/guests/index.mjs'
import { peer } from '../../../../tools/peers.mjs'
import { openEngine, until, uuids, type TestEngine } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

type Setting = TestEngine & { readonly ref: DomainRef; readonly root: string; readonly path: string }

/** A guest with a channel for an agent; in it there is none. */
async function withChannel(): Promise<Setting> {
  const root = temporary()
  const path = join(root, 'agent.sock')
  const devices = `<channel type='unix'><source mode='bind' path='${path}'/><target type='virtio' name='org.qemu.guest_agent.0'/></channel>`
  const engine = await openEngine(root)
  const ref = await engine.domains.create(
    parseDomain(nanoDomainXml({ name: 'one', uuid: uuids[0], devices })),
    {},
    {},
  )
  return { ...engine, ref, root, path }
}

/** Somebody else answers at the host's end of the channel, in the agent's place. */
async function answering(serve: (socket: Socket) => void): Promise<Setting> {
  const setting = await withChannel()
  unlinkSync(setting.path)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    serve(socket)
  })
  await new Promise<void>((resolve) => server.listen(setting.path, resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return setting
}

const agent = peer('qemu-ga')

/** A genuine agent, of the host: it speaks on a socket of its own, which is joined to the channel's. */
async function withAgent(): Promise<Setting> {
  const own = join(temporary(), 'ga.sock')
  const child = spawn('qemu-ga', ['-m', 'unix-listen', '-p', own, '-t', temporary()], { stdio: 'ignore' })
  onTestFinished(() => void child.kill())
  await until(() => existsSync(own), 'the agent')
  return answering((socket) => {
    const upstream = connect(own)
    upstream.on('error', () => socket.destroy())
    socket.pipe(upstream).pipe(socket)
    socket.on('close', () => upstream.destroy())
  })
}

test.skipIf(!agent)('a real agent answers commands, and refuses others', async () => {
  const { domains, ref } = await withAgent()
  const ask = async (command: object): Promise<unknown> =>
    JSON.parse(await domains.agentCommand(ref, JSON.stringify(command), {}, {}))
  expect(await ask({ execute: 'guest-ping' })).toEqual({ return: {} })
  expect(await ask({ execute: 'guest-no-such' })).toMatchObject({ error: { class: 'CommandNotFound' } })
  const all = [domains.time(ref, {}), domains.time(ref, {}), domains.time(ref, {})]
  for (const time of await Promise.all(all)) expect(Math.abs(time - Date.now())).toBeLessThan(600_000)
  await expect(domains.agentCommand(ref, 'ping', {}, {})).rejects.toMatchObject({ code: 'INVALID_ARG' })
})

test.skipIf(!agent)('a real agent tells of its system', async () => {
  const { domains, ref } = await withAgent()
  const info = await domains.guestInfo(ref, { os: true, hostname: true, timezone: true }, {})
  expect(Object.keys(info)).toEqual(['os', 'timezone', 'hostname'])
  expect(info.os?.kernelRelease).toMatch(/^\d+\./)
  const found = await domains.interfaceAddresses(ref, 'agent', {})
  const lo = found.find(({ name }) => name === 'lo')
  expect(lo?.addresses).toContainEqual({ type: 'ipv4', address: '127.0.0.1', prefix: 8 })
})

test('nobody there, or nobody who answers, is AGENT_UNRESPONSIVE', async () => {
  const { domains, ref } = await withChannel()
  const silent = domains.agentCommand(ref, '{"execute":"guest-ping"}', { patience: 200 }, {})
  await expect(silent).rejects.toMatchObject({
    code: 'AGENT_UNRESPONSIVE',
    message: 'Guest agent is not responding: guest agent did not answer within 200 ms',
  })
})

test('an abort ends the waiting', async () => {
  const { domains, ref } = await withChannel()
  const reason = new Error('enough')
  const signal = AbortSignal.abort(reason)
  await expect(domains.time(ref, { signal })).rejects.toBe(reason)
})

test.each([
  ['hangs up', (socket: Socket) => void socket.end()],
  ['answers garbage', (socket: Socket) => void socket.on('data', () => socket.write('\x80}{\n[]\n"x"\n'))],
  ['never ends its line', (socket: Socket) => void flood(socket, Buffer.alloc(1 << 20, 'a'))],
  ['never ends', (socket: Socket) => void flood(socket, Buffer.alloc(1 << 20, '{}\n'))],
])('an agent that %s is AGENT_UNRESPONSIVE, and the next one is heard', async (_what, serve) => {
  let hostile = true
  const { domains, ref } = await answering((socket) => (hostile ? serve(socket) : honest(socket)))
  const ping = (patience: number): Promise<string> =>
    domains.agentCommand(ref, '{"execute":"guest-ping"}', { patience }, {})
  await expect(ping(800)).rejects.toMatchObject({ code: 'AGENT_UNRESPONSIVE' })
  hostile = false
  expect(await ping(20_000)).toBe('{"return":{}}')
})

test('a domain without a channel for an agent has none', async () => {
  const { domains } = await openEngine(temporary())
  const config = parseDomain(nanoDomainXml({ name: 'one', uuid: uuids[0] }))
  const ref = await domains.create(config, {}, {})
  await expect(domains.fsThaw(ref, {})).rejects.toMatchObject({ code: 'OPERATION_UNSUPPORTED' })
})

function flood(socket: Socket, chunk: Buffer): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  }
  socket.on('drain', more)
  more()
}

/** Answers as an agent does after a conversation that was cut: rest of an old answer, then its own. */
function honest(socket: Socket): void {
  socket.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString('latin1').split('\n')) {
      const id = /"id":(\d+)/.exec(line)?.[1]
      if (id !== undefined) socket.write(Buffer.from(`rn":0}\n\xff{"return":${id}}\n`, 'latin1'))
      else if (line.includes('guest-ping')) socket.write('{"return":{}}\n')
    }
  })
}

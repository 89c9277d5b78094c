import type { Connection, Domain } from '@virt/core'
import type { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { guestXml, pv } from './support/guests.js'
import { requestOf } from './support/recording.js'
import { requests } from './support/requests.js'
import { connectTo, type Served, serveInTest } from './support/served.js'

const node = '(node (host vm) (xen_major 4) (xen_minor 4) (xend_config_format 4))'
const guest = `(domain (domid 3) (name ${pv.name}) (uuid ${pv.uuid}) (vcpus 1) (memory 256) (maxmem 512) (state -b----))`

const answer = (body: string, status = '200 OK', length = Buffer.byteLength(body)): string =>
  `HTTP/1.1 ${status}\r\nContent-length: ${length}\r\nContent-type: application/sxp\r\n\r\n${body}`

type Fault = (socket: Socket) => void

interface Faulty {
  readonly served: Served
  readonly connection: Connection
  readonly domain: Domain
  /** How often each kind of request came, to a domain. */
  readonly seen: { GET: number; POST: number }
}

/** A xend that is well, but for what it does with one kind of request to a domain. */
async function faulty(kind: 'GET' | 'POST', fault: Fault): Promise<Faulty> {
  const seen = { GET: 0, POST: 0 }
  const served = await serveInTest((socket) =>
    requests(socket, (raw) => {
      const { method, path } = requestOf(raw)
      if (path[1] === 'node') return void socket.end(answer(node))
      seen[method as 'GET' | 'POST'] += 1
      if (method === kind) fault(socket)
      else socket.end(answer(guest))
    }),
  )
  const connection = await connectTo(served.uri)
  return { served, connection, domain: connection.domain(pv), seen }
}

function drip(socket: Socket): void {
  const bytes = answer(guest)
  let at = 0
  const timer = setInterval(() => socket.write(bytes[at++] ?? ' '), 20)
  socket.on('close', () => clearInterval(timer))
}

function flood(socket: Socket): void {
  const chunk = Buffer.alloc(1024 * 1024, '(')
  let left = 100
  const more = (): void => {
    while (left-- > 0 && socket.writable) if (!socket.write(chunk)) return void socket.once('drain', more)
    socket.end()
  }
  socket.write('HTTP/1.1 200 OK\r\n\r\n')
  more()
}

const faults: Readonly<Record<string, { fault: Fault; GET: string; POST: string }>> = {
  'a connection that is closed at once': {
    fault: (socket) => socket.destroy(),
    GET: 'CONNECTION_LOST',
    POST: 'CONNECTION_LOST',
  },
  'an end in the middle of the head': {
    fault: (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-len'),
    GET: 'CONNECTION_LOST',
    POST: 'CONNECTION_LOST',
  },
  'an end in the middle of the body': {
    fault: (socket) => socket.end(answer('(domain', '200 OK', 100)),
    GET: 'CONNECTION_LOST',
    POST: 'CONNECTION_LOST',
  },
  'a length that is too small': {
    fault: (socket) => socket.end(answer(guest, '200 OK', 20)),
    GET: 'GET_FAILED',
    POST: 'POST_FAILED',
  },
  'a truncated S-expression': {
    fault: (socket) => socket.end(answer('(domain (name')),
    GET: 'GET_FAILED',
    POST: 'POST_FAILED',
  },
  'garbage in the place of HTTP': {
    fault: (socket) => socket.end('\0\x01\x02 not HTTP\r\n\r\n'),
    GET: 'GET_FAILED',
    POST: 'POST_FAILED',
  },
  'a failure that looks like success': {
    fault: (socket) => socket.end(answer("(xend.err 'no luck')", '202 Accepted')),
    GET: 'OPERATION_FAILED',
    POST: 'OPERATION_FAILED',
  },
  'the word failed in an accepted answer': {
    fault: (socket) => socket.end(answer('it_failed', '202 Accepted')),
    GET: 'OPERATION_FAILED',
    POST: 'OPERATION_FAILED',
  },
  'a status without a meaning': {
    fault: (socket) => socket.end(answer('tea', '418 Teapot')),
    GET: 'HTTP_ERROR',
    POST: 'HTTP_ERROR',
  },
  'an unknown operation': {
    fault: (socket) =>
      socket.end(answer("Operation not implemented: x''", '501 Operation not implemented: x')),
    GET: 'NO_SUPPORT',
    POST: 'NO_SUPPORT',
  },
  'a domain that is not there any more': {
    fault: (socket) => socket.end(answer("<Fault 3: 'demo-pv'>", '404 Not found')),
    GET: 'NO_DOMAIN',
    POST: 'NO_DOMAIN',
  },
  'a domain that xend 3.1 to 3.3 do not know': {
    fault: (socket) => socket.end(answer('', '500 Internal Server Error')),
    GET: 'NO_DOMAIN',
    POST: 'NO_DOMAIN',
  },
  'a body of 100 MB that is announced': {
    fault: (socket) => void socket.write(answer('(', '200 OK', 100_000_000)),
    GET: 'GET_FAILED',
    POST: 'POST_FAILED',
  },
  'a body of 100 MB that is not announced': { fault: flood, GET: 'GET_FAILED', POST: 'POST_FAILED' },
  'no answer at all': { fault: () => undefined, GET: 'OPERATION_TIMEOUT', POST: 'OPERATION_TIMEOUT' },
  'an answer that drips': { fault: drip, GET: 'OPERATION_TIMEOUT', POST: 'OPERATION_TIMEOUT' },
}

it.each(Object.entries(faults))(
  '%s is an error of its own, and nothing is asked twice',
  async (_name, row) => {
    for (const kind of ['GET', 'POST'] as const) {
      const { served, connection, domain, seen } = await faulty(kind, row.fault)
      const timeout = row[kind] === 'OPERATION_TIMEOUT' ? 1_000 : 60_000
      const call = kind === 'GET' ? domain.info({ timeout }) : domain.suspend({ timeout })
      await expect(call).rejects.toMatchObject({ code: row[kind], driver: 'xend' })
      expect(seen).toEqual({ GET: 1, POST: kind === 'POST' ? 1 : 0 })
      expect(await connection.hostname()).toBe('vm')
      await expect.poll(() => served.sockets.size, { timeout: 10_000 }).toBe(0)
    }
  },
  120_000,
)

it('a description that is larger than xend reads is refused before it is sent', async () => {
  const { connection, seen } = await faulty('GET', (socket) => socket.end(answer('', '404 Not found')))
  const description = `<description>${'x'.repeat(10_000)}</description>`
  const xml = guestXml({ name: 'large' }).replace('<memory', `${description}<memory`)
  await expect(connection.createDomain(xml)).rejects.toMatchObject({ code: 'CONFIG_UNSUPPORTED' })
  expect(seen.POST).toBe(0)
})

it('a daemon that has gone is a lost connection, and one that came back is used again', async () => {
  const { served, connection, domain } = await faulty('POST', (socket) => socket.end(answer('')))
  await served.close()
  await expect(domain.info()).rejects.toMatchObject({ code: 'CONNECTION_LOST' })
  await expect(connection.hostname()).rejects.toMatchObject({ code: 'CONNECTION_LOST' })
})

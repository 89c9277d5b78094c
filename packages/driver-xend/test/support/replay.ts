import type { Connection } from '@virt/core'
import { onTestFinished } from 'vitest'
import {
  type Exchange,
  meaningOf,
  namesByUuid,
  type RecordedVersion,
  recording,
  requestOf,
} from './recording.js'
import { connectTo, requests, type Served, serveInTest } from './served.js'

/** A part of a recording, played again: what is asked beside it is refused, and fails the test. */
export interface Replay extends Served {
  /** The names of the exchanges that were played, in order. */
  readonly played: readonly string[]
  open(options?: { readOnly?: boolean }): Promise<Connection>
}

const loaded = new Map<RecordedVersion, ReadonlyMap<string, Exchange>>()

function exchangesOf(version: RecordedVersion): ReadonlyMap<string, Exchange> {
  const known = loaded.get(version) ?? recording(version)
  loaded.set(version, known)
  return known
}

/**
 * Answer with the bytes of these exchanges: each is named by its number. Of several that fit a request, the first is
 * played that was not yet, and the last one again and again. The node is always known.
 */
export async function replay(version: RecordedVersion, ...numbers: readonly string[]): Promise<Replay> {
  const all = exchangesOf(version)
  const chosen = [version === '4.4.4' ? '003' : '001', ...numbers].map((number) => find(all, number))
  const waiting = new Set(chosen)
  const names = namesByUuid(all.values())
  const played: string[] = []
  const strays: string[] = []
  const served = await serveInTest((socket) =>
    requests(socket, (raw) => {
      const meaning = meaningOf(requestOf(raw), names)
      const fitting = chosen.filter(({ request }) => meaningOf(request, names) === meaning)
      const exchange = fitting.find((each) => waiting.has(each)) ?? fitting.at(-1)
      if (!exchange) {
        strays.push(meaning)
        socket.end('HTTP/1.1 599 Not recorded\r\nContent-length: 0\r\n\r\n')
        return
      }
      waiting.delete(exchange)
      played.push(exchange.name)
      socket.write(exchange.response)
      if (!exchange.staysOpen) socket.end()
    }),
  )
  onTestFinished(() => {
    if (strays.length > 0) throw new Error(`asked for what is not recorded: ${strays.join('; ')}`)
  })
  return { ...served, played, open: (options) => connectTo(served.uri, options) }
}

function find(all: ReadonlyMap<string, Exchange>, number: string): Exchange {
  const found = [...all.values()].find(({ name }) => name.startsWith(`${number}-`))
  if (found) return { ...found }
  throw new Error(`no exchange ${number} is recorded`)
}

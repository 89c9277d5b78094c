import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSxp, type Sxp, text } from '../../src/sxp/index.js'

/** The versions of the genuine daemon whose exchanges were recorded, and the config version of each. */
export const recordedVersions = { '3.0.2': 1, '3.0.4': 3, '4.4.4': 4 } as const

export type RecordedVersion = keyof typeof recordedVersions

/** A request in its parts, with everything decoded. */
export interface Request {
  readonly method: string
  readonly path: readonly string[]
  readonly parameters: Readonly<Record<string, string>>
}

/** What the genuine daemon was asked, and the bytes that it answered. */
export interface Exchange {
  readonly name: string
  readonly request: Request
  readonly response: Buffer
  /** It has left the connection open after its answer. */
  readonly staysOpen: boolean
}

/** Every recorded exchange in a version's folder, by its number and name. */
export function recording(directory: string): ReadonlyMap<string, Exchange> {
  const names = readdirSync(join(directory, 'raw')).flatMap((file) =>
    file.endsWith('.res') ? [file.slice(0, -4)] : [],
  )
  return new Map(names.map((name) => [name, exchangeOf(directory, name)]))
}

function exchangeOf(directory: string, name: string): Exchange {
  const raw = readFileSync(join(directory, 'raw', `${name}.req`))
  const head = readFileSync(join(directory, `${name}.txt`), 'latin1').slice(0, 300)
  return {
    name,
    request: requestOf(raw),
    response: readFileSync(join(directory, 'raw', `${name}.res`)),
    staysOpen: head.includes('left open'),
  }
}

export function requestOf(raw: Buffer): Request {
  const [head = '', body = ''] = raw.toString('latin1').split(/\r\n\r\n(.*)/s)
  const [method = '', target = ''] = head.split(' ')
  const [path = '', query = ''] = target.split('?')
  return {
    method,
    path: path.split('/').filter(Boolean).map(decodeURIComponent),
    parameters: Object.fromEntries([...new URLSearchParams(query), ...new URLSearchParams(body)]),
  }
}

/** uuid and name of every domain that a recording shows: since 3.0.4 either may stand in a path. */
export function namesByUuid(exchanges: Iterable<Exchange>): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const { response } of exchanges)
    for (const [whole] of response.toString('latin1').matchAll(/\(domain \(.*?\(device|\(domain \(.*/g))
      remember(names, whole)
  return names
}

function remember(names: Map<string, string>, shown: string): void {
  const [, uuid] = /\(uuid ([0-9a-f-]{36})\)/.exec(shown) ?? []
  const [, name] = /\(name ([^)]+)\)/.exec(shown) ?? []
  if (uuid && name) names.set(uuid, name)
}

/**
 * A request in one form, so that two that mean the same are equal. A description counts by what it describes, and
 * a domain is shown whole with `detail` or without. */
export function meaningOf({ method, path, parameters }: Request, names: ReadonlyMap<string, string>): string {
  const elements = path.map((element) => names.get(element) ?? element)
  const { config, ...given } = parameters
  const { detail, ...others } = given
  if (detail !== undefined && path.length < 3) Object.assign(others, { detail })
  const described = config === undefined ? undefined : subjectOf(parseSxp(config))
  return JSON.stringify([method, elements, Object.entries(others).sort(), described])
}

function subjectOf(config: Sxp): unknown {
  const named = ['name', 'uuid', 'mac', 'dev'].map((key) => text(config, key)?.replace(/^ioemu:|:disk$/g, ''))
  return [config[0] === 'domain' ? 'vm' : config[0], ...named]
}

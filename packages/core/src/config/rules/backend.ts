import { unsupported, xmlError } from '../codec/errors.js'
import type { ChardevBackend, ChardevSource, ChardevType } from '../devices/chardev.js'

interface Backend extends Omit<ChardevBackend, 'type'> {
  readonly type?: ChardevType
}

/**
 * libvirt's defaults and checks of a character device's host side (`virDomainChrSourceDefParseXML`,
 * `virDomainChrSourceDefValidate`). `pathless`: channels that get a socket of the driver's choice.
 */
export function completeBackend<T extends Backend>(device: T, pathless = false): T {
  const { type, sources = [], protocol } = device
  checkCount(type, sources)
  const complete = sources
    .map((source) => withReconnect(withMode(type, source)))
    .filter((source) => says(type, source))
    .sort(bindFirst)
  if (type !== undefined && !(type === 'unix' && pathless)) checkSources(type, complete)
  complete.forEach(checkReconnect)
  const { sources: _, ...rest } = device
  return {
    ...rest,
    ...(complete.length > 0 && { sources: complete }),
    ...(type === 'tcp' && { protocol: protocol ?? { type: 'raw' } }),
  } as T
}

function checkCount(type: ChardevType | undefined, sources: readonly ChardevSource[]): void {
  if (sources.length > (type === 'udp' ? 2 : 1))
    throw xmlError('only one source element is allowed for character device', 'DOMAIN')
  const [first, second] = sources
  if (second !== undefined && (first?.mode ?? 'connect') === (second.mode ?? 'connect'))
    throw xmlError('the two source elements of a character device need different modes', 'DOMAIN')
}

function withMode(type: ChardevType | undefined, source: ChardevSource): ChardevSource {
  const modal = type === 'tcp' || type === 'udp' || type === 'unix'
  return modal && source.mode === undefined ? { ...source, mode: 'connect' } : source
}

/** libvirt keeps nothing of a socket that has no address. */
function says(type: ChardevType | undefined, { path, host, service, extra }: ChardevSource): boolean {
  if (type === 'unix') return path !== undefined || extra !== undefined
  return type !== 'udp' || host !== undefined || service !== undefined
}

/** The side that binds comes first. */
function bindFirst(a: ChardevSource, b: ChardevSource): number {
  return Number(b.mode === 'bind') - Number(a.mode === 'bind')
}

function withReconnect(source: ChardevSource): ChardevSource {
  const { reconnect, ...rest } = source
  if (reconnect === undefined || reconnect.enabled === true) return source
  const { timeout: _, ...kept } = reconnect
  return reconnect.enabled === undefined ? rest : { ...rest, reconnect: kept }
}

const required: Readonly<Partial<Record<ChardevType, readonly (keyof ChardevSource)[]>>> = {
  file: ['path'],
  dev: ['path'],
  pipe: ['path'],
  unix: ['path'],
  tcp: ['host', 'service'],
  udp: ['service'],
  spiceport: ['channel'],
  nmdm: ['master', 'slave'],
}

function checkSources(type: ChardevType, sources: readonly ChardevSource[]): void {
  const source = sources.find(({ mode }) => type !== 'udp' || mode === 'connect')
  for (const key of required[type] ?? [])
    if (source?.[key] === undefined)
      throw xmlError(`Missing source ${key} attribute for char device`, 'DOMAIN')
}

function checkReconnect({ reconnect, mode }: ChardevSource): void {
  if (reconnect?.enabled !== true) return
  if (reconnect.timeout === undefined) throw xmlError("missing 'timeout' attribute for reconnect", 'DOMAIN')
  if (mode === 'bind') throw unsupported('chardev reconnect is possible only for connect mode')
}

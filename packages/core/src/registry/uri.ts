import { VirtError } from '../errors/virt-error.js'

/** A connection URI in its parts: `scheme[+transport]://[user@][host[:port]]/path[?query]`. */
export interface ConnectionUri {
  /** As the user wrote it. */
  readonly text: string
  /** Lower case, without transport: `qemu`. */
  readonly scheme: string
  /** What follows `+` in the scheme: `ssh`, `unix`, `http`. */
  readonly transport?: string
  readonly user?: string
  readonly host?: string
  readonly port?: number
  /** Decoded; begins with `/`, or is empty. */
  readonly path: string
  readonly query: URLSearchParams
}

const shape = /^([a-z][a-z0-9.-]*)(?:\+([a-z0-9.-]+))?:(?:\/\/([^/?#]*)(?=[/?]|$))?([^?#]*)(?:\?([^#]*))?$/i
const authority = /^(?:([^@]*)@)?(\[[0-9a-f:.]+\]|[^:[\]]*)(?::(\d{1,5}))?$/i

/** The parts of a connection URI. A bare scheme (`xen`) stands for `xen:///`, as in 2007. INVALID_ARG for anything else. */
export function parseUri(text: string): ConnectionUri {
  const parts = shape.exec(/^[a-z][a-z0-9]*$/i.test(text) ? `${text}:///` : text)
  const place = parts && authority.exec(parts[3] ?? '')
  const port = place?.[3] === undefined ? undefined : Number(place[3])
  if (!parts || !place || (port ?? 0) > 65535) throw malformed(text)
  return {
    text,
    scheme: (parts[1] as string).toLowerCase(),
    transport: parts[2]?.toLowerCase(),
    user: place[1] === undefined ? undefined : decode(place[1], text),
    host: place[2] === '' ? undefined : place[2],
    port,
    path: decode(parts[4] ?? '', text),
    query: new URLSearchParams(parts[5]),
  }
}

function decode(part: string, text: string): string {
  try {
    const decoded = decodeURIComponent(part)
    if (!decoded.includes('\0')) return decoded
  } catch {
    // reported below, as any other malformed URI
  }
  throw malformed(text)
}

function malformed(text: string): VirtError {
  return new VirtError('INVALID_ARG', `cannot parse the connection URI '${text}'`, { origin: 'URI' })
}

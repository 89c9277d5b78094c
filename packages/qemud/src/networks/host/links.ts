import { readFileSync } from 'node:fs'

/** The names of all network devices of this host, or of the namespace that this process is in. */
export function deviceNames(): ReadonlySet<string> {
  const lines = readFileSync('/proc/net/dev', 'latin1').split('\n').slice(2)
  return new Set(lines.map((line) => line.slice(0, line.indexOf(':')).trim()).filter(Boolean))
}

/** An IPv4 route of the main table. */
export interface HostRoute {
  readonly device: string
  readonly destination: number
  readonly mask: number
}

export function hostRoutes(): readonly HostRoute[] {
  const lines = readFileSync('/proc/net/route', 'latin1').trim().split('\n').slice(1)
  return lines.map((line) => {
    const fields = line.split(/\s+/)
    return { device: fields[0] ?? '', destination: fromHex(fields[1]), mask: fromHex(fields[7]) }
  })
}

/** The kernel writes addresses as the machine has them in memory: the lowest byte is the first. */
function fromHex(text = ''): number {
  return Buffer.from(text, 'hex').readUInt32LE()
}

/** Whether this process may make bridges (CAP_NET_ADMIN). */
export function mayChangeNetwork(): boolean {
  const capabilities = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1]
  return ((BigInt(`0x${capabilities ?? '0'}`) >> 12n) & 1n) === 1n
}

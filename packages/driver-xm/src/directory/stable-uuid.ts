import { createHash } from 'node:crypto'

/**
 * The uuid of a domain whose file names none: always the same for the same file and name (RFC 9562, version 8), so that it
 * means the same to every program and after every restart. libvirt makes one up for each process.
 */
export function stableUuid(path: string, name: string): string {
  const bytes = createHash('sha256').update(`virt-xm\0${path}\0${name}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

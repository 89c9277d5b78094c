import { chmodSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The files of one network's dnsmasq. */
export interface DnsmasqFiles {
  readonly conf: string
  /** `dhcp-hostsfile`: who gets which address. Read again on SIGHUP. */
  readonly hosts: string
  /** `addn-hosts`: names and addresses. Read again on SIGHUP. */
  readonly names: string
  /** What is lent to whom: written by dnsmasq, kept while the network is off. */
  readonly leases: string
  readonly pid: string
}

export function dnsmasqFiles(directory: string, network: string): DnsmasqFiles {
  const path = (suffix: string): string => join(directory, `${network}.${suffix}`)
  return {
    conf: path('conf'),
    hosts: path('hostsfile'),
    names: path('addnhosts'),
    leases: path('leases'),
    pid: path('pid'),
  }
}

/** Make the directory, which dnsmasq's own user must be able to read. */
export function makeFilesDirectory(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o755 })
  chmodSync(directory, 0o755)
}

/** Whether everybody can get to a directory. */
export function isPublic(directory: string): boolean {
  const { mode } = statSync(directory)
  if ((mode & 0o005) !== 0o005) return false
  const parent = dirname(directory)
  return parent === directory || isReachable(parent)
}

function isReachable(directory: string): boolean {
  const parent = dirname(directory)
  return (statSync(directory).mode & 0o001) !== 0 && (parent === directory || isReachable(parent))
}

/** The text of a file; one that is not there has none. */
export function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

/** Remove what a network that is off does not need. */
export function removeFiles({ conf, hosts, names, pid }: DnsmasqFiles): void {
  for (const path of [conf, hosts, names, pid]) rmSync(path, { force: true })
}

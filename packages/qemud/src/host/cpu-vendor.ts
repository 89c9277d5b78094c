import { readFileSync } from 'node:fs'

/** What processors call their makers, and libvirt's CPU map does. */
const makers: Partial<Record<string, string>> = {
  GenuineIntel: 'Intel',
  AuthenticAMD: 'AMD',
  HygonGenuine: 'Hygon',
}

/** The maker of this host's processors in libvirt's words; `undefined` where they do not tell. */
export function cpuVendor(cpuinfo: string = readFileSync('/proc/cpuinfo', 'latin1')): string | undefined {
  const id = /^vendor_id\s*:\s*(\S+)/m.exec(cpuinfo)?.[1]
  return id === undefined ? undefined : (makers[id] ?? id)
}

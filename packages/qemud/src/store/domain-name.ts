import { VirtError } from '@virt/core/driver'

const longestFileName = 255
const longestSuffix = '.xml.broken'.length

/** Refuse a name that cannot be the name of a domain's files. */
export function checkName(name: string): void {
  const complaint = complaintAbout(name)
  if (complaint !== undefined) throw new VirtError('XML_ERROR', complaint, { origin: 'DOMAIN' })
}

function complaintAbout(name: string): string | undefined {
  if (name === '') return 'name must not be empty'
  if (name.includes('/')) return `name ${name} cannot contain '/'`
  if (name.includes('\n')) return `name ${name} cannot contain '\\n'`
  if (name.includes('\0')) return `name cannot contain NUL`
  if (name === '.' || name === '..') return `name ${name} is not usable for files`
  if (Buffer.byteLength(name) + longestSuffix > longestFileName) return `name ${name} is too long`
  return undefined
}

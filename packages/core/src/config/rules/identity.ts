import { VirtError } from '../../errors/virt-error.js'
import { xmlError } from '../codec/errors.js'
import type { DomainConfig } from '../domain/domain.js'

export function checkIdentity({ name, title, uuid, sysinfo }: DomainConfig): void {
  checkName(name, 'DOMAIN')
  if (title?.includes('\n')) throw xmlError("Domain title can't contain newlines", 'DOMAIN')
  const told = sysinfo?.flatMap(({ system }) => system?.entries ?? []).find((entry) => entry.name === 'uuid')
  if (told !== undefined && uuid !== undefined && bare(told.value) !== bare(uuid))
    throw xmlError('UUID mismatch between <uuid> and <sysinfo>', 'DOMAIN')
}

/** Names become parts of paths. */
export function checkName(name: string, origin: 'DOMAIN' | 'NETWORK'): void {
  if (name === '') throw new VirtError('NO_NAME', undefined, { origin })
  if (name.includes('/')) throw xmlError(`name ${name} cannot contain '/'`, origin)
  if (/[\n\0]/.test(name) || name === '.' || name === '..')
    throw xmlError(`invalid name ${JSON.stringify(name)}`, origin)
}

function bare(uuid: string): string {
  return uuid.replace(/[-\s]/g, '').toLowerCase()
}

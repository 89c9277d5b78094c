import type { DomainConfig } from '@virt/core/config'
import { unsupported } from '@virt/xen-common'
import type { Settings } from './settings.js'
import type { Form } from './topic.js'

/** `type` since Xen 4.10, `builder` before. */
export function guestOfFile(settings: Settings, dialect: Form['dialect']): Form['guest'] {
  if (dialect === 'xl') {
    const type = settings.text('type')
    if (type === 'hvm' || type === 'pvh' || type === 'pv') return type
    if (type !== undefined) throw unsupported(`type ${type} is not supported`)
    if (settings.flag('pvh')) return 'pvh'
  }
  return settings.text('builder') === 'hvm' ? 'hvm' : 'pv'
}

export function guestOfConfig({ type, os }: DomainConfig): Form['guest'] {
  if (type !== 'xen') throw unsupported(`unsupported domain type ${type}`)
  if (os.type.name === 'hvm') return 'hvm'
  return os.type.name === 'xenpvh' ? 'pvh' : 'pv'
}

/** libvirt's names for a kind of guest. */
export const osTypes = {
  hvm: { name: 'hvm', machine: 'xenfv' },
  pv: { name: 'linux', machine: 'xenpv' },
  pvh: { name: 'xenpvh', machine: 'xenpvh' },
} as const

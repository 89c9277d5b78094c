import type { DomainConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'

/** Say no to what namespaces alone cannot do, by name, instead of passing over it. */
export function check({ type, os, devices = {} }: DomainConfig): void {
  if (type !== 'lxc') throw unsupported(`domain type '${type}': only 'lxc' is run here`)
  if (os.type.name !== 'exe') throw unsupported(`OS type '${os.type.name}': only 'exe' is run here`)
  if (!os.init?.startsWith('/')) throw new VirtError('XML_ERROR', 'init must be an absolute path')
  if (os.initUser !== undefined || os.initGroup !== undefined) throw unsupported('inituser and initgroup')
  const refused = ['disks', 'filesystems', 'interfaces', 'graphics', 'hostdevs'] as const
  for (const kind of refused) if (devices[kind]?.length) throw unsupported(`devices: ${kind}`)
}

function unsupported(what: string): VirtError {
  return new VirtError('CONFIG_UNSUPPORTED', what)
}

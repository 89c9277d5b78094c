import type { ShmemConfig } from '@virt/core/config'
import { addressProperties } from '../address.js'
import { chardevId, chardevOptions } from '../chardevs.js'
import { jsonOption } from '../options.js'
import { model, unsupported, type Plan } from '../plan.js'

const mib = 1024 * 1024

/** Memory that guests share: by its name on this host, or through a server that also carries interrupts. */
export function shmemOptions(plan: Plan): readonly string[] {
  return (plan.config.devices?.shmems ?? []).flatMap((shmem) => {
    checkName(shmem)
    return build(shmem)(plan, shmem)
  })
}

function build({ model: kind, server }: ShmemConfig): typeof plain {
  const type = kind?.type ?? (server ? 'ivshmem-doorbell' : 'ivshmem-plain')
  if (type === 'ivshmem') throw unsupported('ivshmem device is not supported with this QEMU binary')
  return type === 'ivshmem-plain' ? plain : doorbell
}

function plain(plan: Plan, shmem: ShmemConfig): readonly string[] {
  const { alias = '', name, size = 4, server, msi, role } = shmem
  if (server || msi) throw unsupported("'ivshmem-plain' has neither a server nor interrupts")
  const memory = `shmmem-${alias}`
  return [
    ...jsonOption('-object', {
      'qom-type': 'memory-backend-file',
      id: memory,
      'mem-path': `/dev/shm/${name}`,
      size: powerOfTwo(size) * mib,
      share: true,
    }),
    ...jsonOption('-device', {
      driver: model(plan, 'ivshmem-plain'),
      id: alias,
      memdev: memory,
      master: isMaster(role),
      ...addressProperties(plan, shmem.address),
    }),
  ]
}

function doorbell(plan: Plan, shmem: ShmemConfig): readonly string[] {
  const { alias = '', name, server, msi, role } = shmem
  const path = server?.path ?? `/var/lib/libvirt/shmem-${name}-sock`
  return [
    ...chardevOptions(chardevId(alias), { type: 'unix', sources: [{ mode: 'connect', path }] }),
    ...jsonOption('-device', {
      driver: model(plan, 'ivshmem-doorbell'),
      id: alias,
      chardev: chardevId(alias),
      master: isMaster(role),
      vectors: msi?.vectors,
      ioeventfd: msi?.ioeventfd,
      ...addressProperties(plan, shmem.address),
    }),
  ]
}

function isMaster(role: ShmemConfig['role']): boolean | undefined {
  return role === undefined ? undefined : role === 'master'
}

function checkName({ name }: ShmemConfig): void {
  if (name.includes('/') || name === '.' || name === '..' || name === '')
    throw unsupported(`shmem name '${name}' is not a plain file name`)
}

function powerOfTwo(size: number): number {
  if (size < 1) throw unsupported('shmem size must be at least 1 MiB (1024 KiB)')
  if ((size & (size - 1)) !== 0) throw unsupported('shmem size must be a power of two')
  return size
}

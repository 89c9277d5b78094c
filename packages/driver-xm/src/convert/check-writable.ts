import type { DevicesConfig, DomainConfig } from '@virt/core/config'
import { isPci, unsupported } from '@virt/xen-common'
import type { Form } from './topic.js'

/** Devices that the guest would miss, and that no Xen file has words for. */
const unknown = ['filesystems', 'redirdevs', 'smartcards', 'tpms', 'shmems', 'memories', 'leases'] as const

/** @throws VirtError CONFIG_UNSUPPORTED. */
export function checkWritable({ devices = {}, vcpu }: DomainConfig, dialect: Form['dialect']): void {
  for (const kind of unknown)
    if (devices[kind]?.length) throw unsupported(`${kind} are not supported in files of ${dialect}`)
  checkHostdevs(devices, dialect)
  if (dialect === 'xm' && devices.channels?.length)
    throw unsupported('channels are not supported in files of xm')
  if ((vcpu?.count ?? 1) > mostVcpus) throw unsupported(`more than ${mostVcpus} vcpus`)
  for (const { target } of [...(devices.serials ?? []), ...(devices.parallels ?? [])])
    if ((target?.port ?? 0) >= mostPorts) throw unsupported(`port ${target?.port} of a line`)
}

const mostVcpus = 8192
const mostPorts = 16

function checkHostdevs({ hostdevs = [] }: DevicesConfig, dialect: Form['dialect']): void {
  for (const hostdev of hostdevs)
    if (!isPci(hostdev) && !(dialect === 'xl' && hostdev.type === 'usb'))
      throw unsupported(`host devices of type ${hostdev.type} are not supported in files of ${dialect}`)
}

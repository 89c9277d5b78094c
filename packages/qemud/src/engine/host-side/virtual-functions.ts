import { existsSync, readdirSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import type { InterfaceConfig } from '@virt/core/config'
import { pciName } from '../../command-line/devices/hostdevs.js'
import { run } from '../../networks/host/run.js'
import { hostFailure } from './failure.js'

/** Give the virtual functions of the host's cards that are a domain's the addresses, and the VLANs, of its cards. */
export async function setVirtualFunctions(interfaces: readonly InterfaceConfig[]): Promise<void> {
  for (const nic of interfaces) if (nic.type === 'hostdev') await setVirtualFunction(nic)
}

async function setVirtualFunction({ source, mac, vlan }: InterfaceConfig): Promise<void> {
  const name = pciName(source?.device ?? {})
  const physical = `/sys/bus/pci/devices/${name}/physfn`
  const [device] = existsSync(`${physical}/net`) ? readdirSync(`${physical}/net`) : []
  if (device === undefined)
    throw hostFailure('Interface type hostdev is currently supported on SR-IOV Virtual Functions only')
  const number = readdirSync(physical)
    .filter((entry) => entry.startsWith('virtfn'))
    .find((entry) => basename(readlinkSync(`${physical}/${entry}`)) === name)
    ?.slice('virtfn'.length)
  const settings = [
    ...(mac ? ['mac', mac.address] : []),
    ...(vlan?.tags?.[0] ? ['vlan', String(vlan.tags[0].id)] : []),
  ]
  await run('ip', ['link', 'set', 'dev', device, 'vf', number ?? '', ...settings])
}

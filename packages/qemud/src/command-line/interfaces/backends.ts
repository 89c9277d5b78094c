import type { InterfaceConfig, InterfaceSource } from '@virt/core/config'
import { chardevOptions } from '../chardevs.js'
import { keyValues, type Properties } from '../options.js'
import { unsupported, type Plan } from '../plan.js'
import { isVirtio, queuesOf } from './queues.js'
import { macvtaps } from './taps.js'
import { userNetwork } from './user-network.js'

/** `-netdev`, with what it needs: where a card's packets go. */
export function backendOptions(plan: Plan, nic: InterfaceConfig, id: string): readonly string[] {
  const build = backends[nic.type]
  if (!build) throw unsupported(`interface type '${nic.type}' is not supported`)
  return build(plan, nic, id)
}

type Build = (plan: Plan, nic: InterfaceConfig, id: string) => readonly string[]

const backends: Partial<Record<InterfaceConfig['type'], Build>> = {
  user: (_, nic, id) => ['-netdev', userNetwork(nic, id)],
  network: tap,
  bridge: tap,
  ethernet: tap,
  direct: macvtap,
  client: (_, nic, id) => socket(nic, id, (connect) => ({ connect })),
  server: (_, nic, id) => socket(nic, id, (listen) => ({ listen })),
  mcast: (_, nic, id) => socket(nic, id, (mcast, { local }) => ({ mcast, localaddr: local?.address })),
  udp: (_, nic, id) =>
    socket(nic, id, (udp, { local }) => ({ udp, localaddr: endpoint(local?.address, local?.port) })),
  vhostuser: vhostUser,
  vdpa: (_, nic, id) => [
    '-netdev',
    keyValues('vhost-vdpa', { vhostdev: nic.source?.dev, queues: many(nic), id }),
  ],
}

function tap(plan: Plan, nic: InterfaceConfig, id: string): readonly string[] {
  const properties = {
    ifname: nic.target?.dev,
    script: 'no',
    downscript: 'no',
    queues: many(nic),
    ...tapTuning(plan, nic),
    id,
  }
  return ['-netdev', keyValues('tap', properties)]
}

/** Its device node is opened by the engine: descriptors that QEMU inherits begin with 3. */
function macvtap(plan: Plan, nic: InterfaceConfig, id: string): readonly string[] {
  const first = 3 + macvtaps(plan.config).indexOf(nic.target?.dev ?? '')
  const numbers = Array.from({ length: queuesOf(nic) }, (_, queue) => first + queue)
  const descriptors = numbers.length > 1 ? { fds: numbers.join(':') } : { fd: first }
  return ['-netdev', keyValues('tap', { ...descriptors, ...tapTuning(plan, nic), id })]
}

function tapTuning(plan: Plan, nic: InterfaceConfig): Properties {
  return { sndbuf: nic.tune?.sndbuf, vhost: usesVhost(plan, nic) ? true : undefined }
}

/** Whether the kernel moves the packets. */
export function usesVhost({ vhostNet, config }: Plan, nic: InterfaceConfig): boolean {
  const { name } = nic.driver ?? {}
  if (name === 'vhost') {
    if (!isVirtio(nic)) throw unsupported('vhost-net is only supported for virtio network interfaces')
    return true
  }
  return name === undefined && vhostNet === true && config.type === 'kvm' && isVirtio(nic)
}

function many(nic: InterfaceConfig): number | undefined {
  const queues = queuesOf(nic)
  return queues > 1 ? queues : undefined
}

function vhostUser(_: Plan, nic: InterfaceConfig, id: string): readonly string[] {
  const { source, alias = '' } = nic
  if (source?.type !== 'unix' || source.path === undefined)
    throw unsupported(`vhostuser type '${source?.type ?? ''}' is not supported`)
  if (!isVirtio(nic)) throw unsupported("vhost-user requires a virtio card: model 'virtio'")
  const chardev = `char${alias}`
  const server = source.mode === 'server'
  const line = server
    ? ['-chardev', keyValues('socket', { id: chardev, path: source.path, server: true })]
    : chardevOptions(chardev, { type: 'unix', sources: [{ ...source, mode: 'connect' }] })
  return [...line, '-netdev', keyValues('vhost-user', { chardev, queues: many(nic), id })]
}

function socket(
  { source, type }: InterfaceConfig,
  id: string,
  build: (remote: string, source: InterfaceSource) => Properties,
): readonly string[] {
  if (source?.port === undefined) throw unsupported(`interface type '${type}' needs a port`)
  return ['-netdev', keyValues('socket', { ...build(endpoint(source.address, source.port), source), id })]
}

function endpoint(address: string = '', port: number = 0): string {
  return `${address}:${port}`
}

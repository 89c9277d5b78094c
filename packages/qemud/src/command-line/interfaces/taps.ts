import type { DomainConfig, InterfaceConfig, InterfaceType } from '@virt/core/config'
import { queuesOf } from './queues.js'

/** Cards whose other end is a tap device of the host. */
export const tapTypes: ReadonlySet<InterfaceType> = new Set(['network', 'bridge', 'ethernet'])

/** The live name of each card's end on the host: one that it has, or the first that is free. */
export function withTargetNames(
  interfaces: readonly InterfaceConfig[],
  isTaken: (name: string) => boolean = () => false,
): readonly InterfaceConfig[] {
  const given = new Set<string>()
  const next = (prefix: string): string => {
    let index = 0
    while (given.has(`${prefix}${index}`) || isTaken(`${prefix}${index}`)) index++
    return `${prefix}${index}`
  }
  return interfaces.map((nic) => {
    if (!tapTypes.has(nic.type) && nic.type !== 'direct') return nic
    const name = nic.target?.dev ?? next(nic.type === 'direct' ? 'macvtap' : 'vnet')
    given.add(name)
    return { ...nic, target: { ...nic.target, dev: name } }
  })
}

/** The macvtap devices whose nodes QEMU gets as descriptors, in their order: one for each queue. */
export function macvtaps({ devices }: DomainConfig): readonly string[] {
  return (devices?.interfaces ?? [])
    .filter(({ type }) => type === 'direct')
    .flatMap((nic) => Array.from({ length: queuesOf(nic) }, () => nic.target?.dev ?? ''))
}

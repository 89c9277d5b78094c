import type { DomainConfig } from '@virt/core/config'

/** The numbers of the vcpus that are on: the first ones, unless they are spoken of one by one. */
export function onlineVcpus({ vcpu, vcpus }: DomainConfig): number[] {
  if (vcpus)
    return vcpus
      .filter(({ enabled }) => enabled)
      .map(({ id }) => id)
      .sort((a, b) => a - b)
  return Array.from({ length: vcpu?.current ?? vcpu?.count ?? 1 }, (_, id) => id)
}

/**
 * The description with these on and all others off. They are spoken of one by one where they were, or where they are not the
 * first ones: those up to the first gap are there from the start, the others are plugged in.
 */
export function withOnline(config: DomainConfig, ids: readonly number[]): DomainConfig {
  const { vcpu, vcpus } = config
  const count = vcpu?.count ?? 1
  const online = new Set(ids)
  const current = online.size === count ? undefined : online.size
  const changed = { ...config, vcpu: { ...vcpu, count, current } }
  const all = Array.from({ length: count }, (_, id) => id)
  const gap = all.find((id) => !online.has(id)) ?? count
  if (!vcpus && gap === online.size) return changed
  const known = new Map(vcpus?.map((each) => [each.id, each.hotpluggable]))
  return {
    ...changed,
    vcpus: all.map((id) => ({
      id,
      enabled: online.has(id),
      hotpluggable: id > 0 && (known.get(id) === true || id >= gap),
    })),
  }
}

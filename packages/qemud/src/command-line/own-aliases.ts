import type { DeviceInfo, DevicesConfig } from '@virt/core/config'

/** The devices of a definition without names that are not the user's own (`ua-...`): each start gives them anew. */
export function withOwnAliases(devices: DevicesConfig): DevicesConfig {
  const entries = Object.entries(devices) as [string, unknown][]
  return Object.fromEntries(entries.map(([key, value]) => [key, ownAlias(value)]))
}

function ownAlias(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ownAlias)
  if (typeof value !== 'object' || value === null || !('alias' in value)) return value
  const { alias } = value as DeviceInfo
  return alias?.startsWith('ua-') ? value : { ...value, alias: undefined }
}

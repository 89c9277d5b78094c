import type { DeviceAddress, DeviceInfo, DevicesConfig, PciAddress } from '@virt/core/config'

/** A device at function 0 says so when others share its slot, or the guest would not look for them. */
export function withMultifunction(devices: DevicesConfig): DevicesConfig {
  const shared = new Set(
    Object.values(devices)
      .flat()
      .flatMap((device) => addressOf(device) ?? [])
      .filter((address) => (address.function ?? 0) > 0)
      .map(slotOf),
  )
  const mark = (device: unknown): unknown => {
    const address = addressOf(device)
    if (!address || address.function || address.multifunction !== undefined) return device
    return shared.has(slotOf(address))
      ? { ...(device as DeviceInfo), address: { ...address, multifunction: true } }
      : device
  }
  const entries = Object.entries(devices).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.map(mark) : mark(value),
  ])
  return Object.fromEntries(entries) as DevicesConfig
}

function addressOf(device: unknown): PciAddress | undefined {
  const address = (device as { readonly address?: DeviceAddress } | undefined)?.address
  return address?.type === 'pci' && address.slot !== undefined ? address : undefined
}

function slotOf({ domain = 0, bus = 0, slot = 0 }: PciAddress): string {
  return `${domain}:${bus}:${slot}`
}

import type { DevicesConfig } from '@virt/core/config'

/** Every smartcard with its slot of the reader. */
export function withCcidAddresses(devices: DevicesConfig): DevicesConfig {
  const taken = new Set(
    (devices.smartcards ?? []).flatMap(({ address }) =>
      address?.type === 'ccid' && address.slot !== undefined
        ? [`${address.controller ?? 0} ${address.slot}`]
        : [],
    ),
  )
  const free = (controller: number): number => {
    let slot = 0
    while (taken.has(`${controller} ${slot}`)) slot++
    taken.add(`${controller} ${slot}`)
    return slot
  }
  const smartcards = devices.smartcards?.map((card) => {
    const { address } = card
    if (address !== undefined && (address.type !== 'ccid' || address.slot !== undefined)) return card
    const controller = address?.controller ?? 0
    return { ...card, address: { type: 'ccid', controller, slot: free(controller) } as const }
  })
  return { ...devices, smartcards }
}

import type { DevicesConfig, DomainConfig, InterfaceConfig, VideoConfig } from '@virt/core/config'

/** A description's devices with what they leave open: addresses and names of interfaces, a screen for its graphics. */
export function settleDevices({ devices = {}, os }: DomainConfig): DevicesConfig {
  const { interfaces, graphics, videos } = devices
  const noScreen = graphics?.length && !videos?.length
  if (!interfaces && !noScreen) return devices
  return {
    ...devices,
    interfaces: interfaces && settleInterfaces(interfaces),
    videos: noScreen ? [screen(os.type.name)] : videos,
  }
}

function settleInterfaces(cards: readonly InterfaceConfig[]): readonly InterfaceConfig[] {
  const taken = new Set(cards.map(({ target }) => target?.dev))
  return cards.map((card) => {
    const dev = card.target?.dev ?? freeName(taken)
    taken.add(dev)
    return { ...card, mac: card.mac ?? { address: randomMac() }, target: { ...card.target, dev } }
  })
}

function freeName(taken: ReadonlySet<string | undefined>): string {
  let number = 0
  while (taken.has(`testnet${number}`)) number += 1
  return `testnet${number}`
}

/** In libvirt's own range. The first digits of a random uuid are random, and come cheaply. */
function randomMac(): string {
  const random = crypto.randomUUID()
  return `52:54:00:${random.slice(0, 2)}:${random.slice(2, 4)}:${random.slice(4, 6)}`
}

function screen(osType: string): VideoConfig {
  const type = osType === 'xen' || osType === 'linux' ? 'xen' : 'cirrus'
  return { model: { type, vram: 16384, heads: 1, primary: true } }
}

import { randomBytes } from 'node:crypto'
import type { DevicesConfig, DomainConfig, InterfaceConfig, VideoConfig } from '@virt/core/config'

/** The same description with what its devices leave open: addresses and names of interfaces, a screen for its graphics. */
export function settleDevices(config: DomainConfig): DomainConfig {
  const { devices = {} } = config
  const { interfaces, graphics, videos } = devices
  const settled: DevicesConfig = {
    ...devices,
    interfaces: interfaces && settleInterfaces(interfaces),
    videos: graphics?.length && !videos?.length ? [screen(config.os.type.name)] : videos,
  }
  return { ...config, devices: settled }
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

/** In libvirt's own range. */
function randomMac(): string {
  return ['52', '54', '00', ...Array.from(randomBytes(3), (byte) => byte.toString(16).padStart(2, '0'))].join(
    ':',
  )
}

function screen(osType: string): VideoConfig {
  const type = osType === 'xen' || osType === 'linux' ? 'xen' : 'cirrus'
  return { model: { type, vram: 16384, heads: 1, primary: true } }
}

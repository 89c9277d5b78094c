import type { ChardevBackend, ConsoleConfig, DomainConfig, GraphicsConfig } from '@virt/core/config'
import type { Guest } from '../engine/guest.js'

/** The live description without what one QEMU was given by its host: terminals and ports that the next one will choose anew. */
export function portableConfig({ config, memory }: Guest): DomainConfig {
  const { devices } = config
  return {
    ...config,
    id: undefined,
    currentMemory: memory,
    devices: {
      ...devices,
      serials: devices?.serials?.map(withoutTerminal),
      parallels: devices?.parallels?.map(withoutTerminal),
      consoles: devices?.consoles?.map((each): ConsoleConfig => withoutTerminal({ ...each, tty: undefined })),
      channels: devices?.channels?.map(withoutTerminal),
      graphics: devices?.graphics?.map(withoutPort),
    },
  }
}

function withoutTerminal<T extends ChardevBackend>(device: T): T {
  if (device.type !== 'pty') return device
  return { ...device, sources: device.sources?.map((source) => ({ ...source, path: undefined })) }
}

const withoutPort = (screen: GraphicsConfig): GraphicsConfig =>
  screen.autoport ? { ...screen, port: undefined } : screen

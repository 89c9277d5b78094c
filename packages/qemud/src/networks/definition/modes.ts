import type { ForwardMode, NetworkConfig } from '@virt/core/config'

/** What is special about the networks of one forward mode. */
export interface ModeTraits {
  /** The bridge is the network's own: it is made when the network starts and vanishes with it. */
  readonly ownBridge: boolean
  /** Packets leave the host: forwarding must be on. */
  readonly forwards?: boolean
  /** No rule of ours stands in the way of packets. */
  readonly unfiltered?: boolean
}

/** The modes that can start. The others need devices of the host that this engine does not hand out. */
export const modes: { readonly [M in ForwardMode]?: ModeTraits } = {
  none: { ownBridge: true },
  nat: { ownBridge: true, forwards: true },
  route: { ownBridge: true, forwards: true },
  open: { ownBridge: true, forwards: true, unfiltered: true },
  bridge: { ownBridge: false },
}

export const modeOf = ({ forward }: NetworkConfig): ForwardMode => forward?.mode ?? 'none'

/** Whether the network brings its own bridge. */
export const hasOwnBridge = (config: NetworkConfig): boolean => modes[modeOf(config)]?.ownBridge ?? false

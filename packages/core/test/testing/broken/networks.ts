import { VirtError } from '../../../src/driver.js'
import { type Broken, networks, swallow } from './alter.js'

export const networkLife: readonly Broken[] = [
  [
    'an unknown network as an unknown domain',
    'networks.config of what the hypervisor does not know is NO_NETWORK',
    networks((real) => ({
      config: (ref, flags, call) =>
        real.config(ref, flags, call).catch(() => Promise.reject(new VirtError('NO_DOMAIN'))),
    })),
  ],
  [
    'a network that starts twice',
    'networks.start and networks.destroy make a network active and not',
    networks((real) => ({ start: async (ref, call) => void (await swallow(real.start(ref, call))) })),
  ],
  [
    'another bridge',
    'networks.bridgeName is the bridge of the description',
    networks(() => ({ bridgeName: async () => 'br0' })),
  ],
  [
    'networks that start in silence',
    "each step of a network's life is told once, in order",
    networks((real) => ({
      subscribe: (emit, call) =>
        real.subscribe((event) => void (event.event !== 'started' && emit(event)), call),
    })),
  ],
]

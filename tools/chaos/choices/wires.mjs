import { card } from '../description.mjs'
import { onDomain } from './on-domain.mjs'

/** @type {readonly import('../choices.mjs').Choice[]} */
export const wires = [
  {
    name: 'attach-card',
    fits: ({ running, plug }) => running && !plug,
    call: onDomain((domain, what) => domain.attachDevice(card(what), { live: true })),
    then: (facts) => ({ ...facts, plug: true }),
    connects: true,
    needsNetwork: true,
  },
  {
    name: 'detach-card',
    fits: ({ plug }) => plug,
    call: onDomain((domain, what) => domain.detachDevice(card(what), { live: true })),
    then: (facts) => ({ ...facts, plug: false }),
    needsNetwork: true,
  },
]

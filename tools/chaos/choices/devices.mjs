import { drive, tablet } from '../description.mjs'
import { onDomain } from './on-domain.mjs'

/** @type {readonly import('../choices.mjs').Choice[]} */
export const devices = [
  {
    name: 'attach',
    fits: ({ running, tablet: there }) => running && !there,
    call: onDomain((domain) => domain.attachDevice(tablet, { live: true })),
    then: (facts) => ({ ...facts, tablet: true }),
  },
  {
    name: 'detach',
    fits: ({ tablet: there }) => there,
    call: onDomain((domain) => domain.detachDevice(tablet, { live: true })),
    then: (facts) => ({ ...facts, tablet: false }),
  },
  {
    name: 'change-media',
    fits: ({ running }) => running,
    call: onDomain((domain, { facts, media }) =>
      domain.updateDevice(drive(media[1 - facts.medium] ?? ''), { live: true }),
    ),
    then: (facts) => ({ ...facts, medium: 1 - facts.medium }),
  },
]

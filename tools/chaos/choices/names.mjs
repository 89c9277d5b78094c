import { onDomain } from './on-domain.mjs'

/** @type {readonly import('../choices.mjs').Choice[]} */
export const names = [
  {
    name: 'rename',
    fits: ({ running, revision }) => !running && revision !== undefined,
    call: onDomain((domain, { otherName }) => domain.rename(otherName)),
    then: (facts, { otherName }) => ({ ...facts, name: otherName }),
  },
  {
    name: 'autostart',
    fits: ({ revision }) => revision !== undefined,
    call: onDomain((domain, { facts }) => domain.setAutostart(!facts.autostart)),
    then: (facts) => ({ ...facts, autostart: !facts.autostart }),
  },
]

import { off } from '../facts.mjs'
import { onDomain } from './on-domain.mjs'

/** @type {readonly import('../choices.mjs').Choice[]} */
export const saves = [
  {
    name: 'managed-save',
    fits: ({ running, revision }) => running && revision !== undefined,
    writes: true,
    call: onDomain((domain) => domain.managedSave()),
    then: ({ paused, tablet, medium, ...facts }) => ({ ...facts, ...off, saved: { paused, tablet, medium } }),
  },
  {
    name: 'remove-managed-save',
    fits: ({ saved }) => saved !== undefined,
    call: onDomain((domain) => domain.removeManagedSave()),
    then: (facts) => ({ ...facts, saved: undefined }),
  },
]

import { off } from '../facts.mjs'
import { onDomain } from './on-domain.mjs'

/** @type {readonly import('../choices.mjs').Choice[]} */
export const saves = [
  {
    name: 'managed-save',
    fits: ({ running, revision, plug }) => running && !plug && revision !== undefined,
    writes: true,
    call: onDomain((domain) => domain.managedSave()),
    then: ({ paused, tablet, medium, wire, ...facts }) => ({
      ...facts,
      ...off,
      saved: { paused, tablet, medium, wire },
    }),
  },
  {
    name: 'remove-managed-save',
    fits: ({ saved }) => saved !== undefined,
    call: onDomain((domain) => domain.removeManagedSave()),
    then: (facts) => ({ ...facts, saved: undefined }),
  },
]

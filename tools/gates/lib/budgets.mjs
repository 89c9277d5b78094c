/**
 * What an installation may cost, its dependencies included.
 * @typedef {{packages: string[], bytes: number, thirdParty: number}} Budget
 * @type {Budget[]}
 */
export const budgets = [
  { packages: ['packages/core', 'packages/driver-test'], bytes: 2_000_000, thirdParty: 4 },
]

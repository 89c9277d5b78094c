/**
 * What every published package's package.json says. Each rule answers whether it is kept.
 * @type {[rule: string, kept: (one: import('./packages.mjs').Package) => boolean][]}
 */
export const sourceRules = [
  ['name is @virt/...', ({ manifest }) => manifest.name.startsWith('@virt/')],
  ['license is Apache-2.0', ({ manifest }) => manifest.license === 'Apache-2.0'],
  ['description says what it is', ({ manifest }) => (manifest.description ?? '') !== ''],
  ['keywords are there', ({ manifest }) => (manifest.keywords ?? []).length > 0],
  ['repository.directory is its folder', ({ manifest, folder }) => manifest.repository?.directory === folder],
  ['engines.node is >=20.19', ({ manifest }) => manifest.engines?.node === '>=20.19'],
  ['sideEffects is stated', ({ manifest }) => manifest.sideEffects !== undefined],
  ['type is module', ({ manifest }) => 'type' in manifest && manifest.type === 'module'],
  [
    'exports or bin are the only way in',
    ({ manifest }) => !['main', 'module', 'types'].some((key) => key in manifest),
  ],
  ['files names CHANGELOG.md', ({ manifest }) => (manifest.files ?? []).includes('CHANGELOG.md')],
  ['publishConfig.access is public', ({ manifest }) => manifest.publishConfig?.access === 'public'],
  ['publishConfig.provenance is true', ({ manifest }) => manifest.publishConfig?.provenance === true],
  ['scripts are absent', ({ manifest }) => manifest.scripts === undefined],
  [
    'nx.targets has every gate',
    ({ manifest }) => gates(manifest).every((target) => manifest.nx?.targets?.[target]),
  ],
  ['peers of ours state a range, not a version', ({ manifest }) => ownPeers(manifest).every(isRange)],
]

/**
 * A package that is only a command has no types to check and no API to report.
 * @param {import('./packages.mjs').Manifest} manifest
 */
function gates({ exports }) {
  const all = ['build', 'typecheck', 'lint', 'test', 'pack', 'publint', 'manifest']
  return exports ? [...all, 'attw', 'api'] : all
}

/** @param {import('./packages.mjs').Manifest} manifest */
function ownPeers({ peerDependencies = {} }) {
  return Object.entries(peerDependencies)
    .filter(([name]) => name.startsWith('@virt/'))
    .map(([, range]) => range)
}

/**
 * `workspace:^` would become the version of the day, and before 1.0 each minor version of the peer would leave it: a
 * major version of the dependent for nothing.
 * @param {string} range
 */
function isRange(range) {
  return /^workspace:\^\d/.test(range)
}

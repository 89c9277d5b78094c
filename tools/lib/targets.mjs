/** What is checked of every project beside its tests: docs/releasing.md says what each means and how to fix it. */
export const checks = [
  'typecheck',
  'lint',
  'publint',
  'attw',
  'manifest',
  'api',
  'knip',
  'sherif',
  'size',
  'links',
  'proofs',
  'licences',
  'install-scripts',
]

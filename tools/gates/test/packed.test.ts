import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { type Packed, packedRules } from '../lib/packed-rules.mjs'
import { packageIn } from '../lib/packages.mjs'

interface Hooks {
  readonly hooks: { readonly beforePacking: (manifest: object) => Packed['manifest'] }
}

const { hooks } = createRequire(import.meta.url)('../../../.pnpmfile.cjs') as Hooks
const core = packageIn('packages/core').manifest
const files = ['README.md', 'LICENSE', 'package.json', 'dist/index.js', 'dist/index.d.ts']
const good: Packed = {
  manifest: {
    name: '@virt/x',
    version: '1.0.0',
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
  },
  files,
}

const broken = (packed: Packed): string[] =>
  packedRules.filter(([, kept]) => !kept(packed)).map(([rule]) => rule)

test('what the workspace alone understands is taken out when a package is packed', () => {
  const packed = hooks.beforePacking(core)
  expect(Object.keys(packed.exports ?? {})).toEqual(Object.keys(core.exports ?? {}))
  expect(packed.exports?.['.']).toEqual({ types: './dist/index.d.ts', default: './dist/index.js' })
  expect([packed.nx, packed.devDependencies]).toEqual([undefined, undefined])
})

test('a good package breaks no rule', () => expect(broken(good)).toEqual([]))

test.each<[string, Partial<Packed>]>([
  [
    'no @virt/source condition',
    { manifest: { ...good.manifest, exports: { '.': { '@virt/source': 'dist/index.js' } } } },
  ],
  ['no workspace: range', { manifest: { ...good.manifest, dependencies: { '@virt/core': 'workspace:^' } } }],
  ['no devDependencies', { manifest: { ...good.manifest, devDependencies: {} } }],
  ['no nx configuration', { manifest: { ...good.manifest, nx: {} } }],
  ['README.md and LICENSE', { files: files.filter((file) => file !== 'LICENSE') }],
  ['no sources, tests, reports', { files: [...files, 'src/index.ts'] }],
  ['every export and bin is in it', { manifest: { ...good.manifest, bin: { x: './bin/x.js' } } }],
])('%s', (rule, change) => expect(broken({ ...good, ...change })).toEqual([rule]))

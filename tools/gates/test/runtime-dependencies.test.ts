import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runtimeDependencies } from '../lib/runtime-dependencies.mjs'

let directory: string

beforeEach(() => {
  directory = realpathSync(mkdtempSync(`${tmpdir()}/virt-dependencies-`))
})
afterEach(() => rmSync(directory, { recursive: true }))

function install(path: string, manifest: object): void {
  mkdirSync(`${directory}/${path}`, { recursive: true })
  writeFileSync(`${directory}/${path}/package.json`, JSON.stringify(manifest))
}

const names = (): string[] => [...runtimeDependencies([directory]).values()].map(({ name }) => name)

test('follows dependencies and the peers that must be there, each once', () => {
  install('.', {
    name: 'a',
    dependencies: { b: '1' },
    peerDependencies: { c: '1' },
    devDependencies: { d: '1' },
  })
  install('node_modules/b', { name: 'b', dependencies: { c: '1' } })
  install('node_modules/c', { name: 'c' })
  install('node_modules/d', { name: 'd' })
  expect(names()).toEqual(['a', 'b', 'c'])
})

test('leaves out optional peers, and optional dependencies that are not here', () => {
  install('.', {
    name: 'a',
    peerDependencies: { b: '1' },
    peerDependenciesMeta: { b: { optional: true } },
    optionalDependencies: { c: '1' },
  })
  install('node_modules/b', { name: 'b' })
  expect(names()).toEqual(['a'])
})

test('a dependency that is not installed is an error', () => {
  install('.', { name: 'a', dependencies: { b: '1' } })
  expect(names).toThrow('a needs b, which is not installed')
})

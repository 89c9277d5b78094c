import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { run } from '../lib/run.mjs'
import { addChangeset, applyChangesets, releaseAll, versions } from '../lib/versions.mjs'
import { commitAll, copyWorkspace } from '../lib/workspace-copy.mjs'

type Bumps = Parameters<typeof addChangeset>[1]

const directory = mkdtempSync(`${tmpdir()}/virt-versions-`)
const workspace = `${directory}/workspace`
let before: Record<string, string>

beforeAll(async () => {
  await copyWorkspace(workspace)
  releaseAll(workspace, '0.1.0')
  await commitAll(workspace, 'The release before')
  before = versions(workspace)
}, 60_000)

beforeEach(async () => {
  await run('git', ['reset', '-q', '--hard'], { cwd: workspace })
  await run('git', ['clean', '-fdq', '.changeset', 'packages'], { cwd: workspace })
})

afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** What a changeset alone makes of the versions: only those that change. */
async function released(bumps: Bumps): Promise<Record<string, string>> {
  addChangeset(workspace, bumps, 'A change.')
  await applyChangesets(workspace)
  const after = Object.entries(versions(workspace))
  return Object.fromEntries(after.filter(([name, version]) => before[name] !== version))
}

test('a fix of one package releases that package', async () =>
  expect(await released({ '@virt/driver-test': 'patch' })).toEqual({ '@virt/driver-test': '0.1.1' }))

test('a fix of the core releases the core', async () =>
  expect(await released({ '@virt/core': 'patch' })).toEqual({ '@virt/core': '0.1.1' }))

test('a feature of the core releases those that depend on its minor version, and no driver', async () =>
  expect(await released({ '@virt/core': 'minor' })).toEqual({
    '@virt/core': '0.2.0',
    '@virt/cli': '0.1.1',
    '@virt/create-driver': '0.1.1',
  }))

test('a feature of the engine releases the driver that brings it along', async () =>
  expect(await released({ '@virt/qemud': 'minor' })).toEqual({
    '@virt/qemud': '0.2.0',
    '@virt/driver-qemu': '0.1.1',
  }))

test('another contract releases every driver with a new major version', async () =>
  expect(await released({ '@virt/core': 'major' })).toMatchObject({
    '@virt/core': '1.0.0',
    '@virt/driver-qemu': '1.0.0',
    '@virt/driver-test': '1.0.0',
    '@virt/qemud': '1.0.0',
  }))

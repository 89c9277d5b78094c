import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { tarballFiles } from '../gates/lib/tarball.mjs'
import { build, installDependencies } from '../lib/setup.mjs'
import { packAll } from './lib/pack.mjs'
import { isPublished } from './lib/published.mjs'
import { applyChangesets, versions } from './lib/versions.mjs'
import { copyWorkspace } from './lib/workspace-copy.mjs'

/** What a release would publish now, made in a copy of the workspace: nothing here changes, nothing is published. */
installDependencies()
build()
const directory = mkdtempSync(`${tmpdir()}/virt-dry-run-`)
try {
  const workspace = `${directory}/workspace`
  await copyWorkspace(workspace)
  const before = versions(workspace)
  await applyChangesets(workspace)
  for (const { name, version, tarball } of await packAll(workspace, `${directory}/tarballs`))
    console.log(
      (await isPublished(name, version))
        ? unchanged(name, version)
        : release(name, before[name], version, tarball),
    )
} finally {
  rmSync(directory, { recursive: true, force: true })
}

/**
 * @param {string} name
 * @param {string} version
 */
function unchanged(name, version) {
  return `${name} ${version} is published`
}

/**
 * @param {string} name
 * @param {string | undefined} from
 * @param {string} to
 * @param {string} tarball
 */
function release(name, from, to, tarball) {
  const files = tarballFiles(tarball)
  const total = files.reduce((sum, { size }) => sum + size, 0)
  const lines = files.map(({ path, size }) => `  ${String(size).padStart(8)}  ${path}`)
  return [
    `${name} ${from} -> ${to} would be published: ${files.length} files, ${total} bytes`,
    ...lines,
    '',
  ].join('\n')
}

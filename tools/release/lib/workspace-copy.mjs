import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { root } from '../../lib/root.mjs'
import { publishedPackages } from '../../gates/lib/packages.mjs'
import { run } from './run.mjs'

/**
 * A copy of this workspace, built as it is, in which versions can be changed: a repository of its own with one commit.
 * @param {string} target a directory that does not exist yet
 */
export async function copyWorkspace(target) {
  const listed = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
  const built = publishedPackages().flatMap(({ folder }) => [`${folder}/dist`, `${folder}/node_modules`])
  for (const path of [...listed.split('\n'), ...built]) if (path !== '') copy(path, target)
  symlinkSync(`${root}node_modules`, `${target}/node_modules`)
  await commitAll(target, 'The workspace')
}

/**
 * @param {string} directory
 * @param {string} message
 */
export async function commitAll(directory, message) {
  const identity = [
    '-c',
    'user.name=release',
    '-c',
    'user.email=release@localhost',
    '-c',
    'commit.gpgsign=false',
  ]
  if (!existsSync(`${directory}/.git`)) await run('git', ['init', '-q', '-b', 'main'], { cwd: directory })
  await run('git', ['add', '-A'], { cwd: directory })
  await run('git', [...identity, 'commit', '-q', '--no-verify', '-m', message], { cwd: directory })
}

/**
 * Links stay as they are: those between packages then lead to the copies.
 * @param {string} path
 * @param {string} target
 */
function copy(path, target) {
  if (!existsSync(root + path)) return
  mkdirSync(dirname(`${target}/${path}`), { recursive: true })
  cpSync(root + path, `${target}/${path}`, { recursive: true, verbatimSymlinks: true })
}

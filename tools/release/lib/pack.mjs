import { run } from './run.mjs'
import { publishedFolders } from './versions.mjs'

/**
 * Pack every published package of a workspace as `pnpm publish` would.
 * @param {string} workspace
 * @param {string} target where the tarballs go
 * @returns {Promise<{name: string, version: string, tarball: string}[]>}
 */
export async function packAll(workspace, target) {
  const packed = []
  for (const { folder, manifest } of publishedFolders(workspace)) {
    const { name, version } = manifest
    const tarball = `${target}/${name.replace('@', '').replace('/', '-')}-${version}.tgz`
    await run(`${workspace}/node_modules/.bin/pnpm`, ['pack', '--out', tarball], { cwd: folder })
    packed.push({ name, version, tarball })
  }
  return packed
}

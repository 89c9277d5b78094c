import { sourceRules } from './lib/manifest-rules.mjs'
import { packedRules } from './lib/packed-rules.mjs'
import { packageIn, publishedPackages } from './lib/packages.mjs'
import { readmeRules } from './lib/readme-rules.mjs'
import { tarballFiles, tarballManifest } from './lib/tarball.mjs'
import { verdict } from './lib/verdict.mjs'

/** The package.json and README of packages, and what is left of them in the tarball: `manifest.mjs [packages/core ...]`. */
const folders = process.argv.slice(2)
const packages = folders.length > 0 ? folders.map(packageIn) : publishedPackages()
verdict('Manifest', packages.flatMap(check), 'The rules: tools/gates/lib/*-rules.mjs.')

/** @param {import('./lib/packages.mjs').Package} one */
function check(one) {
  const tarball = `${one.directory}/.pack/package.tgz`
  const packed = { manifest: tarballManifest(tarball), files: tarballFiles(tarball).map(({ path }) => path) }
  return [
    ...broken(sourceRules, one).map((rule) => `${one.folder}/package.json: ${rule}`),
    ...broken(readmeRules, one).map((rule) => `${one.folder}/README.md: ${rule}`),
    ...broken(packedRules, packed).map((rule) => `${one.folder}/.pack/package.tgz: ${rule}`),
  ]
}

/**
 * @template T
 * @param {[string, (subject: T) => boolean][]} rules
 * @param {T} subject
 */
function broken(rules, subject) {
  return rules.filter(([, kept]) => !kept(subject)).map(([rule]) => rule)
}

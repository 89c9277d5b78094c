import { build } from 'esbuild'
import { fileURLToPath } from 'node:url'
import { quote } from './job.mjs'

/** What has a binary beside its code stays where it is: dom0 has the workspace. */
const native = /^koffi$/

/**
 * The part of a job that runs a program of this workspace. It is one module with all that it imports, for in emulation
 * each file costs; and it stands where its source does, for paths relative to it.
 * @param {URL} file
 * @param {readonly string[]} nodeOptions
 * @param {readonly string[]} [args]
 */
export async function bundledProgram(file, nodeOptions, args = []) {
  const source = fileURLToPath(file)
  const place = source.replace(/\.\w+$/, '.bundle.mjs')
  const command = ['node', '--enable-source-maps', ...nodeOptions, place, ...args].map(quote).join(' ')
  return {
    script: `cp /job/bundle.mjs ${quote(place)}\nexec ${command}\n`,
    files: { 'bundle.mjs': await bundle(source, place) },
  }
}

/** @param {string} source @param {string} place */
async function bundle(source, place) {
  const { outputFiles } = await build({
    entryPoints: [source],
    outfile: place,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: `node${process.versions.node}`,
    conditions: ['@virt/source', 'node', 'import', 'module', 'default'],
    plugins: [absoluteNative],
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'silent',
    banner: {
      js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);",
    },
  })
  return /** @type {import('esbuild').OutputFile} */ (outputFiles[0]).text
}

/** Found from the package that imports it, which the bundle does not stand beside. */
const absoluteNative = {
  name: 'native',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: native }, async ({ path, kind, resolveDir, pluginData }) => {
      if (pluginData === native) return undefined
      const found = await build.resolve(path, { kind, resolveDir, pluginData: native })
      return { ...found, external: true }
    })
  },
}

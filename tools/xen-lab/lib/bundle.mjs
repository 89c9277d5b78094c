import { build } from 'esbuild'
import { fileURLToPath } from 'node:url'

/** What has a binary beside its code stays where it is: dom0 has the workspace. */
const native = /^koffi$/

/**
 * One module of a program and all that it imports, for dom0 to load at once: in emulation, each file costs.
 * @param {URL} file
 */
export async function bundle(file) {
  const result = await build({
    entryPoints: [fileURLToPath(file)],
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
  return /** @type {import('esbuild').OutputFile} */ (result.outputFiles[0]).text
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

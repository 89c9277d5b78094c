import { defineConfig, type Options } from 'tsup'

/**
 * The build of every package: ESM for Node 20.19, its types, source maps. The maps stay here: what is published is not
 * minified and reads as it was written, and they would double its size. The types are taken down unchecked, beside those
 * that dependencies have built: checking is the work of `typecheck`, and three quarters of the time.
 */
export function library(entry: string[], options: Options = {}): ReturnType<typeof defineConfig> {
  return defineConfig({
    entry,
    format: 'esm',
    target: 'node20',
    platform: 'node',
    dts: { compilerOptions: { noCheck: true, customConditions: [] } },
    sourcemap: true,
    clean: true,
    splitting: true,
    treeshake: true,
    silent: true,
    ...options,
  })
}

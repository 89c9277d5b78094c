import { defineConfig, type Options } from 'tsup'

/** The build of every package: ESM for Node 20.19 and its types, neither minified nor mapped: it reads as it was written. */
export function library(entry: string[], options: Options = {}): ReturnType<typeof defineConfig> {
  return defineConfig({
    entry,
    format: 'esm',
    target: 'node20',
    platform: 'node',
    dts: true,
    clean: true,
    splitting: true,
    treeshake: true,
    silent: true,
    ...options,
  })
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'

const conditions = ['@virt/source', 'node', 'import', 'module', 'default']

/** What was thrown outside every test fails the run, and is in no report of vitest's. */
const strayErrors: Reporter = {
  onTestRunEnd(_files, errors) {
    mkdirSync('.reports', { recursive: true })
    writeFileSync('.reports/stray.json', JSON.stringify(errors.map(({ message, stack }) => stack ?? message)))
  },
}

/** The test run of every package; its report is what `npm test` adds up. */
export const suite: ViteUserConfig = defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }], strayErrors],
    // What hangs is found, and a slow machine is no failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000, interval: 10 } },
    pool: 'forks',
    maxWorkers: 2,
    // Files of one worker share what they import, which takes longer to load than most files take to run.
    isolate: false,
  },
})

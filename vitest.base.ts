import { defineConfig, type ViteUserConfig } from 'vitest/config'

const conditions = ['@virt/source', 'node', 'import', 'module', 'default']

/** The test run of every package; its report is what `npm test` adds up. */
export const suite: ViteUserConfig = defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})

import { mergeConfig, type ViteUserConfig } from 'vitest/config'
import { suite } from '../../vitest.base.js'

const config: ViteUserConfig = mergeConfig(suite, { test: { globalSetup: 'test/support/probe-cache.ts' } })
export { config as default }

import { spawnSync } from 'node:child_process'
import { root } from './lib/root.mjs'
import { build, installDependencies } from './lib/setup.mjs'

installDependencies()
build()
const { status } = spawnSync(process.execPath, [`${root}examples/life-of-a-domain.mjs`], { stdio: 'inherit' })
process.exitCode = status ?? 1

import { spawnSync } from 'node:child_process'
import { build, installDependencies, root } from './lib/setup.mjs'

installDependencies()
build()
const { status } = spawnSync(process.execPath, [`${root}examples/life-of-a-domain.mjs`], { stdio: 'inherit' })
process.exitCode = status ?? 1

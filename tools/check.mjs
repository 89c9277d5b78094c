import { spawnSync } from 'node:child_process'
import { root } from './lib/root.mjs'
import { build, installDependencies, nx } from './lib/setup.mjs'
import { checks } from './lib/targets.mjs'

installDependencies()
build()
console.log(`Checking ${checks.join(', ')}, format ...`)
nx(checks)
const { status } = spawnSync(`${root}node_modules/.bin/prettier`, ['--check', '.'], {
  cwd: root,
  stdio: 'inherit',
})
process.exitCode = status ?? 1

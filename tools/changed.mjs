import { spawnSync } from 'node:child_process'
import { root } from './lib/root.mjs'
import { installDependencies } from './lib/setup.mjs'

/** Whether every package that changed since BASE has a changeset; an empty one (`npm run changeset -- --empty`) will do. */
installDependencies()
const since = `--since=${process.env.BASE ?? 'origin/main'}`
const { status } = spawnSync(`${root}node_modules/.bin/changeset`, ['status', since], {
  cwd: root,
  stdio: 'inherit',
})
process.exitCode = status ?? 1

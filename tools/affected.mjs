import { installDependencies, nx } from './lib/setup.mjs'
import { checks } from './lib/targets.mjs'

/** Everything that the commits since NX_BASE may have broken, and nothing else. */
installDependencies()
process.exitCode = nx(['build', ...checks, 'test'], { show: true, affected: true }) ? 0 : 1

import { existsSync, realpathSync } from 'node:fs'
import { corpus } from '../../peers.mjs'
import { root } from '../../lib/root.mjs'

/** What every job of ours has in dom0: this workspace, and the test data beside it. */
export function workspace() {
  return [root, corpus]
    .filter((folder) => existsSync(folder))
    .map((folder) => ({ folder: realpathSync(folder) }))
}

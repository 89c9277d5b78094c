import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { root } from './root.mjs'
import { nxArguments, nxProgram, quiet } from './setup.mjs'

/** The Xen lab is one machine. Who needs it waits in a lane of its own, and keeps no place from all others. */
const lanes = [
  ['--projects=tag:lab', '--parallel=1'],
  ['--exclude=tag:lab', '--parallel=2'],
]

/** Run the tests of all projects; answers whether they are green. */
export async function testInLanes() {
  const statuses = await Promise.all(lanes.map(run))
  return statuses.every((status) => status === 0)
}

/** @param {string[]} lane */
async function run(lane) {
  const child = spawn(nxProgram, nxArguments('run-many', ['test'], lane), {
    cwd: root,
    env: { ...process.env, ...quiet },
    stdio: 'inherit',
  })
  const [status] = await once(child, 'exit')
  return status
}

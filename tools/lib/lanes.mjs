import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { getPriority, setPriority } from 'node:os'
import { root } from './root.mjs'
import { nxArguments, nxProgram, quiet } from './setup.mjs'

/**
 * The Xen lab is one machine. Who needs it waits in a lane of its own, and keeps no place from all others, which stand back
 * a little: its lane cannot be shared, and is the last to end.
 */
const lanes = [
  { options: ['--projects=tag:lab', '--parallel=1'], niceness: 0 },
  { options: ['--exclude=tag:lab', '--parallel=2'], niceness: 5 },
]

/** Run the tests of all projects; answers whether they are green. */
export async function testInLanes() {
  const statuses = await Promise.all(lanes.map(run))
  return statuses.every((status) => status === 0)
}

/** @param {typeof lanes[number]} lane */
async function run({ options, niceness }) {
  const child = spawn(nxProgram, nxArguments('run-many', ['test'], options), {
    cwd: root,
    env: { ...process.env, ...quiet },
    stdio: 'inherit',
  })
  const exited = once(child, 'exit')
  if (child.pid !== undefined) setPriority(child.pid, Math.min(getPriority() + niceness, 19))
  const [status] = await exited
  return status
}

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sideBySide } from './measure.mjs'

const virt = fileURLToPath(new URL('../../packages/cli/bin/virt.js', import.meta.url))
const built = fileURLToPath(new URL('../../packages/cli/dist/virt.js', import.meta.url))

const list = ['-c', 'test:///default', 'list', '--all']
const rounds = { rounds: 21 }

/** What the command line takes above Node itself, and beside libvirt's. */
export async function* rows() {
  if (!existsSync(built)) return yield { row: 'virt list --all', skipped: '@virt/cli is not built' }
  const ours = () => run(process.execPath, virt, ...list)
  yield {
    row: 'virt list --all / node -e 0',
    ...(await sideBySide(ours, () => run(process.execPath, '-e', '0'), rounds)),
    goal: { of: 'above', most: 40 },
  }
  const row = 'virt list --all / virsh list --all'
  if (spawnSync('virsh', ['--version']).status !== 0)
    return yield { row, skipped: 'no virsh: apt install libvirt-clients' }
  yield { row, ...(await sideBySide(ours, () => run('virsh', ...list), rounds)) }
}

async function run(command, ...args) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const [status] = await once(child, 'exit')
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit status ${status}`)
}

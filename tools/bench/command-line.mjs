import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sideBySide } from './measure.mjs'

const virt = fileURLToPath(new URL('../../packages/cli/bin/virt.js', import.meta.url))
const built = fileURLToPath(new URL('../../packages/cli/dist/virt.js', import.meta.url))

/** What the command line takes above Node itself. */
export async function* rows() {
  const row = 'virt list / node -e 0'
  if (!existsSync(built)) return yield { row, skipped: '@virt/cli is not built' }
  yield {
    row,
    ...(await sideBySide(
      () => run(virt, '-c', 'test:///default', 'list'),
      () => run('-e', '0'),
      { rounds: 21 },
    )),
    goal: { of: 'above', most: 40 },
  }
}

async function run(...args) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const [status] = await once(child, 'exit')
  if (status !== 0) throw new Error(`node ${args.join(' ')}: exit status ${status}`)
}

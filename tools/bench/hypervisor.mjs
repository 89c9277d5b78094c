import { fileURLToPath } from 'node:url'
import { peer } from '../peers.mjs'
import { runProgram } from '../xen-lab/program.mjs'

const NODE_PATH = fileURLToPath(new URL('../../packages/core/node_modules', import.meta.url))

/** Hypervisor and store together on a real Xen, in emulation: times say nothing there, ratios do. */
export async function* rows() {
  if (!peer('xen-lab')) return yield { row: 'all', skipped: 'no xen-lab' }
  const program = new URL('./hypervisor-dom0.mjs', import.meta.url)
  const { status, stdout, stderr } = await runProgram(program, {
    domus: 20,
    timeout: 900_000,
    environment: { NODE_PATH },
  })
  if (status !== 0) throw new Error(`in dom0: status ${status}\n${stderr}`)
  for (const line of stdout.trim().split('\n')) yield JSON.parse(line)
}

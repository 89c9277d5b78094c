import { expect, it } from 'vitest'
import { storm } from '../../../tools/chaos/storm.mjs'
import { peer } from '../../../tools/peers.mjs'

it.skipIf(!peer('qemu'))(
  'nothing that was answered is lost, doubled or left over when the daemon is killed',
  { timeout: 300_000 },
  async () => {
    const report = await storm({ kills: 10, seed: Date.now() % 1_000_000 })
    expect(report.findings, `seed ${report.seed}`).toEqual([])
    expect(report.calls).toBeGreaterThan(0)
  },
)

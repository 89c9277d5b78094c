import { expect, it } from 'vitest'
import { peer } from '../../peers.mjs'
import { soak } from '../soak.mjs'

it(
  'neither daemon keeps memory or descriptors of calls, clients and events that are over',
  { timeout: 300_000 },
  async () => {
    const rows = await soak({ calls: 10_000, events: 1000, withGuest: peer('qemu') })
    const kept = rows.filter(({ what, flat }) => what !== 'rss' && !flat)
    expect(kept).toEqual([])
    expect(rows).toHaveLength(6)
  },
)

import { expect, it } from 'vitest'
import { peer } from '../../peers.mjs'
import { soak } from '../soak.mjs'

it(
  'neither daemon keeps memory or descriptors of calls, clients and events that are over',
  { timeout: 600_000 },
  async () => {
    const rows = await soak({ calls: 2000, events: 200, withGuest: peer('qemu') })
    const kept = rows.filter(({ what, flat }) => what !== 'rss' && !flat)
    expect(kept).toEqual([])
    expect(rows).toHaveLength(6)
  },
)

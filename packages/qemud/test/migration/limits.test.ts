import { join } from 'node:path'
import { expect, test } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { nano, openEngine, until, uuids } from '../support/engine.js'
import { served } from '../support/serve.js'
import { temporary } from '../support/temporary.js'

const uuid = uuids[0]
const ref = { name: 'a', uuid }

test.skipIf(!peer('qemu'))(
  'limits hold from one daemon to the next, and change a migration that goes on',
  async () => {
    const root = temporary()
    const first = await openEngine(root)
    await first.domains.define(nano({ name: 'a', uuid }), {})
    await first.domains.start(ref, {}, {})
    await first.domains.migrateSetMaxSpeed(ref, 1, {})
    await first.domains.migrateSetMaxDowntime(ref, 1234, {})
    await first.engine.close()

    const { domains } = await openEngine(root)
    await until(
      async () => (await domains.migrateMaxDowntime(ref, {}).catch(() => 0)) === 1234,
      'it is found again',
    )
    expect(await domains.migrateMaxSpeed(ref, {})).toBe(1)
    const code = 'INVALID_ARG'
    await expect(domains.migrateSetMaxDowntime(ref, 2_000_001, {})).rejects.toMatchObject({ code })

    const elsewhere = temporary()
    const target = await openEngine(elsewhere)
    const uri = await served(target.engine, join(elsewhere, 'sock'))
    const migrating = domains.migrate(ref, uri, { live: true }, {})
    await until(
      async () => (await domains.jobInfo(ref, {})).total > 0,
      'it is on its way, at a byte per second',
    )
    await domains.migrateSetMaxSpeed(ref, 0, {})
    await migrating
    await until(async () => (await target.domains.info(ref, {})).state === 'running', 'it has arrived')
  },
)

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { nano, openEngine, runtimeOf, until, uuids } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

const [uuid] = uuids

/** A taskset that ends the process which it is to tie, and waits until that is known. */
const deadly = `#!/bin/sh
kill -9 "$4"
while [ -e "/proc/$4" ]; do sleep 0.01; done
sleep 0.2
`

it.skipIf(!peer('qemu'))('nothing is kept of a guest that ends while it is being changed', async () => {
  const [root, bin] = [temporary(), temporary()]
  writeFileSync(join(bin, 'taskset'), deadly, { mode: 0o755 })
  const { domains } = await openEngine(root)
  const domain = await domains.start(await domains.define(nano({ name: 'a', uuid }), {}), {}, {})
  expect(runtimeOf(root)).toHaveLength(1)
  vi.stubEnv('PATH', `${bin}:${process.env['PATH']}`)
  await domains.pinVcpu(domain, 0, [0], {}, {}).finally(() => vi.unstubAllEnvs())
  await until(async () => (await domains.info(domain, {})).state === 'shutoff', 'it is over')
  await until(() => runtimeOf(root).length === 0, 'nothing is kept')
})

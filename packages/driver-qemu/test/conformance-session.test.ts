import { open, openReadOnly } from '@virt/core'
import { describeDriver } from '@virt/core/testing'
import { afterAll, describe } from 'vitest'
import { peer } from '../../../tools/peers.mjs'
import '../src/index.js'
import { makeKit } from './kit.js'
import { kill, makeHome } from './support.js'

if (peer('qemu')) {
  const { harness } = makeKit()
  const home = makeHome()
  afterAll(() => home.remove())
  await describeDriver({
    ...harness,
    name: 'qemu:///session',
    open: ({ readOnly }) => (readOnly ? openReadOnly : open)('qemu:///session'),
    limits: { ...harness.limits, sequences: 3 },
    kill: async () => home.daemons().forEach(kill),
  })
} else describe.skip('qemu:///session', () => undefined)

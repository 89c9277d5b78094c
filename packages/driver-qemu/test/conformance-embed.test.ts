import { open, openReadOnly } from '@virt/core'
import { describeDriver } from '@virt/core/testing'
import { describe } from 'vitest'
import { peer } from '../../../tools/peers.mjs'
import '../src/index.js'
import { makeKit } from './kit.js'

if (peer('qemu')) {
  const { directory, harness } = makeKit()
  await describeDriver({
    ...harness,
    name: 'qemu:///embed',
    open: ({ readOnly }) => (readOnly ? openReadOnly : open)(`qemu:///embed?root=${directory}/root`),
  })
} else describe.skip('qemu:///embed', () => undefined)

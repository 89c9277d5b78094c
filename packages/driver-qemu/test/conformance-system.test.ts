import { join } from 'node:path'
import { open, openReadOnly } from '@virt/core'
import { describeDriver } from '@virt/core/testing'
import { afterAll, describe } from 'vitest'
import { peer } from '../../../tools/peers.mjs'
import '../src/index.js'
import { makeKit } from './kit.js'
import { SystemHost } from './system-host.js'

if (peer('qemu') && peer('namespaces')) {
  const { directory, harness } = makeKit()
  const host = await SystemHost.make(join(directory, 'system'))
  afterAll(() => host.remove())
  await describeDriver({
    ...harness,
    name: 'qemu:///system',
    open: async ({ readOnly }) => {
      await host.serve()
      const socket = readOnly ? `${host.socket}-ro` : host.socket
      return (readOnly ? openReadOnly : open)(`qemu:///system?socket=${socket}`)
    },
    limits: { ...harness.limits, opens: 20, sequences: 3 },
    kill: () => host.kill(),
  })
} else describe.skip('qemu:///system', () => undefined)

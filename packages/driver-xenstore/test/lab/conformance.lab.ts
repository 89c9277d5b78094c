import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { open, openReadOnly } from '@virt/core'
import { describeDriver } from '@virt/core/testing'
import { consoleOf, createGuest } from '../../../../tools/xen-lab/dom0.js'
import '../../src/index.js'

const name = 'kit'

/** It stays, whatever it is asked for. */
await createGuest(name, { memory: 128, manner: 'deaf' })

await describeDriver({
  name: 'the store of a real Xen',
  open: ({ readOnly }) => (readOnly ? openReadOnly : open)('xen:///'),
  guest: (other) => ({ type: 'xen', name: other, memory: 65_536, os: { type: { name: 'linux' } } }),
  existing: [name],
  booted: async () => {
    while (!(await consoleOf(name)).includes('LAB-GUEST-UP')) await sleep(50)
  },
  limits: { minimumMemory: 65_536, opens: 30, consoleEchoes: true },
  runner: { describe, it: (rule, body, timeout) => it(rule, { timeout }, body) },
})

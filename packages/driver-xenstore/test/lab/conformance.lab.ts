import { describe, it } from 'node:test'
import { open, openReadOnly } from '@virt/core'
import { describeDriver } from '@virt/core/testing'
import { consoleOf, createGuest, guests } from '../../../../tools/xen-lab/dom0.js'
import '../../src/index.js'

const name = 'kit'

/** A rule may have ended the guest, or be about to. */
async function present(): Promise<void> {
  if (!(await guests()).includes(name)) await createGuest(name, { memory: 128 })
}

await present()

await describeDriver({
  name: 'the store of a real Xen',
  open: ({ readOnly }) => (readOnly ? openReadOnly : open)('xen:///'),
  guest: (other) =>
    `<domain type='xen'><name>${other}</name><memory>65536</memory><os><type>linux</type></os></domain>`,
  existing: [name],
  reset: present,
  booted: async () => {
    while (!(await consoleOf(name)).includes('LAB-GUEST-UP'))
      await new Promise((resolve) => setTimeout(resolve, 50))
  },
  limits: { minimumMemory: 65_536, opens: 100, guestReactsWithin: 20_000, consoleEchoes: true },
  runner: { describe, it: (rule, body, timeout) => it(rule, { timeout }, body) },
})

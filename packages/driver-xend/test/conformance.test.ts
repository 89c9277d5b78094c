import { open, openReadOnly } from '@virt/core'
import { runRules } from '@virt/core/testing'
import { expect, it } from 'vitest'
import { FakeXend, type Format } from './support/fake-xend.js'
import { guestXml, interfaceXml } from './support/guests.js'
import { registry } from './support/served.js'

it.each([1, 2, 3, 4] as const)('xend of config version %i keeps the contract', async (format: Format) => {
  process.env.VIRT_XEND_INTERVAL = '20'
  const xend = new FakeXend(format)
  const uri = await xend.listen()
  const results = await runRules({
    name: `xend ${format}`,
    open: ({ readOnly }) => (readOnly ? openReadOnly : open)(uri, { registry }),
    guest: (name) => guestXml({ name }),
    device: () => interfaceXml,
    limits: { guestReactsWithin: 2_000, opens: 100, sequences: 10, callsAtOnce: 20, minimumMemory: 65_536 },
  })
  await xend.close()
  const failed = results.filter(({ failure }) => failure)
  console.log(failed.map(({ rule, failure }) => `${rule} :: ${failure?.message}`).join('\n'))
  expect(failed).toEqual([])
}, 200_000)

import { open, openReadOnly } from '@virt/core'
import { runRules } from '@virt/core/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FakeXend, type Format } from './support/fake-xend.js'
import { guestXml, interfaceXml } from './support/guests.js'
import { registry } from './support/served.js'

/** What the contract says and xend cannot do, in any version. */
const always = [
  'a guest that restarts when it is asked to is told as a reboot', // it ends, and starts under another id
  "domains.restore with 'paused' leaves the domain paused, and so does one that was saved paused", // the image does not say
]

/** A xend without definitions cannot know who else keeps one. */
const unmanaged = ['domains.list shows a transient domain as not persistent']

/** A domain that runs has one description, and what is changed is changed for good. */
const managed = [
  'domains.setMaxMemory of a domain that runs is OPERATION_INVALID, where definitions have a maximum of their own',
  'a domain that runs keeps its live description when it is defined anew, until its next start',
  'domains.undefine of a domain that runs leaves it running, as a transient one',
  "domains.setMemory with 'config' leaves what runs alone",
  "domains.attachDevice with 'live' leaves the definition alone",
  "any sequence of changes leaves a domain in the state that libvirt's state machine says",
]

const { VIRT_XEND_INTERVAL: before } = process.env
beforeAll(() => void (process.env.VIRT_XEND_INTERVAL = '20'))
afterAll(() => {
  if (before === undefined) delete process.env.VIRT_XEND_INTERVAL
  else process.env.VIRT_XEND_INTERVAL = before
})

it.each([1, 2, 3, 4] as const)(
  'xend of config version %i keeps the contract, as far as xend can',
  async (format: Format) => {
    const xend = new FakeXend(format)
    const uri = await xend.listen()
    const results = await runRules({
      name: `xend ${format}`,
      open: ({ readOnly }) => (readOnly ? openReadOnly : open)(uri, { registry }),
      guest: (name) => guestXml({ name, current: 512 }),
      device: () => interfaceXml,
      seed: 1,
      limits: {
        ...{ guestReactsWithin: 3_000, answerWithin: 5_000, minimumMemory: 65_536 },
        ...{ opens: 100, sequences: 20, callsAtOnce: 20 },
      },
    })
    await xend.close()
    const broken = results.flatMap(({ rule, failure }) => (failure ? [rule] : []))
    expect(broken.sort()).toEqual([...always, ...(format < 3 ? unmanaged : managed)].sort())
  },
  120_000,
)

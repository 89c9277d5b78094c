import { setTimeout as sleep } from 'node:timers/promises'
import { VirtError } from '../../../src/driver.js'
import { type Broken, domains, swallow, stateOf } from './alter.js'

export const crowds: readonly Broken[] = [
  [
    'two winners of one race',
    'of two starts at once exactly one wins',
    domains((real) => ({
      start: async (ref, flags, call) => {
        const { id } = await real.info(ref, call)
        await sleep(5)
        if (id !== undefined) throw new VirtError('OPERATION_INVALID', 'domain is already running')
        return (await swallow(real.start(ref, flags, call))) ?? real.lookupByUuid(ref.uuid, call)
      },
    })),
  ],
  [
    'definitions that are lost in the crowd',
    'domains that are defined at once are all there',
    domains((real) => {
      let busy = 0
      return {
        define: async (config, call) => {
          busy++
          await sleep(1)
          const ref =
            busy > 3 ? { name: config.name, uuid: config.uuid ?? '' } : await real.define(config, call)
          busy--
          return ref
        },
      }
    }),
  ],
  [
    'a close that stops what runs',
    'closing one connection leaves others, and what runs, alone',
    (real) => ({
      close: async () => {
        for (const { name = '', uuid, id } of (await real.domains?.list?.({}, {})) ?? [])
          if (id !== undefined) await real.domains?.destroy?.({ name, uuid }, {}, {})
        await real.close()
      },
    }),
  ],
  [
    'a timer that nobody stops',
    'opening and closing, many times, leaves no handle and no memory behind',
    () => {
      setTimeout(() => undefined, 2000)
      return {}
    },
  ],
  [
    'memory that nobody frees',
    'opening and closing, many times, leaves no handle and no memory behind',
    (() => {
      const kept: unknown[] = []
      return () => {
        kept.push(Array.from({ length: 50_000 }, () => ({})))
        return {}
      }
    })(),
  ],
  [
    'autostart that a paused domain ignores',
    "any sequence of changes leaves a domain in the state that libvirt's state machine says",
    domains((real) => ({
      setAutostart: async (ref, wanted, call) => {
        if ((await stateOf(real, ref)) !== 'paused') await real.setAutostart(ref, wanted, call)
      },
    })),
  ],
]

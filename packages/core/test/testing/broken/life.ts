import { setTimeout as sleep } from 'node:timers/promises'
import { VirtError } from '../../../src/driver.js'
import { type Broken, domains, swallow, stateOf } from './alter.js'

export const life: readonly Broken[] = [
  [
    'a second start that is let through',
    'domains.start of a domain that runs is OPERATION_INVALID, and leaves it alone',
    domains((real) => ({
      start: async (ref, flags, call) =>
        (await swallow(real.start(ref, flags, call))) ?? real.lookupByUuid(ref.uuid, call),
    })),
  ],
  [
    'a suspension of what is off',
    'domains.suspend of a domain that is off is OPERATION_INVALID',
    domains((real) => ({ suspend: async (ref, call) => void (await swallow(real.suspend(ref, call))) })),
  ],
  [
    'a second suspension that is refused',
    'domains.suspend pauses a domain, and does nothing to one that is paused',
    domains((real) => ({
      suspend: async (ref, call) => {
        if ((await stateOf(real, ref)) === 'paused') throw new VirtError('OPERATION_INVALID', 'paused')
        await real.suspend(ref, call)
      },
    })),
  ],
  [
    'a resumption that does nothing',
    'domains.resume lets a paused domain go on',
    domains((real) => ({ resume: async (ref) => void (await real.info(ref, {})) })),
  ],
  [
    'an end that comes after the answer',
    'domains.destroy resolves when the domain is off; its definition stays',
    domains((real) => ({
      destroy: async (ref, flags, call) => void sleep(20).then(() => swallow(real.destroy(ref, flags, call))),
    })),
  ],
  [
    'a start that forgets to pause',
    "domains.start with 'paused' leaves the domain paused, ready to be resumed",
    domains((real) => ({ start: (ref, _flags, call) => real.start(ref, {}, call) })),
  ],
  [
    'a transient domain that stays',
    'domains.create starts a transient domain',
    domains((real) => ({
      create: async (config, flags, call) => {
        await real.define(config, call)
        return real.create(config, flags, call)
      },
    })),
  ],
  [
    'a creation that takes over what runs',
    'domains.create of a domain that is active is DOM_EXIST, and leaves it alone',
    domains((real) => ({
      create: async (config, flags, call) => {
        const known = await swallow(real.lookupByName(config.name, call))
        if (known?.id !== undefined) await real.destroy(known, {}, call)
        return real.create(config, flags, call)
      },
    })),
  ],
  [
    'a guest that never reacts',
    'domains.shutdown asks the guest to power off, and it does when it reacts',
    domains((real) => ({ shutdown: async (ref) => void (await real.info(ref, {})) })),
  ],
  [
    'a way that is refused, and taken',
    'domains.shutdown by a way that is refused leaves the domain alone',
    domains((real) => ({
      shutdown: async (ref, flags, call) => {
        await real.shutdown(ref, {}, call)
        if (flags.modes?.length) throw new VirtError('INVALID_ARG', 'modes')
      },
    })),
  ],
  [
    'a reboot under another number',
    'domains.reboot asks the guest to restart, and it goes on as the same run when it does',
    domains((real) => ({
      reboot: async (ref, _flags, call) => {
        await real.destroy(ref, {}, call)
        await real.start(ref, {}, call)
      },
    })),
  ],
  [
    'a state that no reason of it fits',
    'domains.info has the shape of a domain in its state',
    domains((real) => ({
      info: async (ref, call) => ({ ...(await real.info(ref, call)), reason: 'panicked' as const }),
    })),
  ],
  [
    'a start that never answers',
    'domains.start lets a defined domain run, with an id',
    domains(() => ({ start: () => new Promise<never>(() => undefined) })),
  ],
]

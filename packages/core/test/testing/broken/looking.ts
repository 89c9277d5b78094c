import { type DomainRef, VirtError } from '../../../src/driver.js'
import { type Broken, domains, host, swallow } from './alter.js'

export const looking: readonly Broken[] = [
  [
    'a version with a minus',
    'host.version is major * 1,000,000 + minor * 1,000 + release',
    host(() => ({ version: async () => -1 })),
  ],
  [
    'a host of fewer places than CPUs',
    'host.nodeInfo describes a machine',
    host((real) => ({ nodeInfo: async (call) => ({ ...(await real.nodeInfo(call)), cpus: 9999 }) })),
  ],
  [
    'free memory larger than the host',
    'host.freeMemory is in bytes, and no more than the host has',
    host(() => ({ freeMemory: async () => Number.MAX_SAFE_INTEGER })),
  ],
  [
    'a lookup that makes up a domain',
    'domains.lookupByName of what the hypervisor does not know is NO_DOMAIN',
    domains((real) => ({
      lookupByName: async (name, call) =>
        (await swallow(real.lookupByName(name, call))) ?? {
          name,
          uuid: '11111111-1111-4111-8111-111111111111',
        },
    })),
  ],
  [
    'an error of another code for an unknown domain',
    'domains.info of what the hypervisor does not know is NO_DOMAIN',
    domains((real) => ({
      info: (ref, call) => real.info(ref, call).catch(() => Promise.reject(new Error('?'))),
    })),
  ],
  [
    'a claim to support what it does not',
    'domains.save of what the hypervisor does not know is NO_DOMAIN',
    domains(() => ({ save: async () => Promise.reject(new VirtError('NO_SUPPORT', 'save')) })),
  ],
  [
    'ids that are found after the end',
    'domains.lookupById of a domain that was destroyed is NO_DOMAIN',
    domains((real) => {
      const ids = new Map<number, DomainRef>()
      return {
        lookupById: async (id, call) => ids.get(id) ?? real.lookupById(id, call),
        destroy: async (ref, flags, call) => {
          const active = (await real.list({}, {})).find(({ uuid }) => uuid === ref.uuid)
          if (active?.id !== undefined) ids.set(active.id, { ...ref, id: active.id })
          await real.destroy(ref, flags, call)
        },
      }
    }),
  ],
  [
    'a listing that forgets what is off',
    'domains.list with a filter gives what fits, and nothing else',
    domains((real) => ({
      list: async (filter, call) => (await real.list(filter, call)).filter(({ id }) => id !== undefined),
    })),
  ],
  [
    'a listing that repeats itself',
    'domains.list gives each domain once, with name, uuid, state, and an id while it is active',
    domains((real) => ({
      list: async (filter, call) => [...(await real.list(filter, call)), ...(await real.list(filter, call))],
    })),
  ],
  [
    'ids for what is off',
    'domains.list gives each domain once, with name, uuid, state, and an id while it is active',
    domains((real) => ({
      list: async (filter, call) =>
        (await real.list(filter, call)).map((row) => ({
          id: 0,
          ...row,
          ...(row.id === undefined && { id: 77 }),
        })),
    })),
  ],
  [
    'a listing that lags behind',
    'domains.list and domains.info agree on state, reason, id and persistence',
    domains((real) => ({
      list: async (filter, call) =>
        (await real.list(filter, call)).map((row) => ({ ...row, reason: 'unknown' as const })),
    })),
  ],
  [
    'figures of what runs only',
    'domains.stats without a choice are of all domains',
    domains((real) => ({
      stats: async (refs, groups, call) =>
        (await real.stats(refs, groups, call)).filter(({ state }) => state !== 'shutoff'),
    })),
  ],
  [
    'figures of another number of vcpus',
    'domains.stats agree with single questions',
    domains((real) => ({
      stats: async (refs, groups, call) =>
        (await real.stats(refs, groups, call)).map((each) => ({
          ...each,
          vcpus: { current: 9, maximum: 9 },
        })),
    })),
  ],
  [
    'a transient domain in the listing as persistent',
    'domains.list shows a transient domain as not persistent',
    domains((real) => ({
      list: async (filter, call) =>
        (await real.list(filter, call)).map((row) => ({ ...row, persistent: true })),
    })),
  ],
]

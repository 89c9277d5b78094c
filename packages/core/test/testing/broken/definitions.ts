import type { DomainConfig } from '../../../src/config.js'
import { type Broken, domains, swallow } from './alter.js'

export const definitions: readonly Broken[] = [
  [
    'a definition that ignores the uuid',
    'domains.define makes a domain that is off, with the name and uuid of its description',
    domains((real) => ({ define: (config, call) => real.define({ ...config, uuid: undefined }, call) })),
  ],
  [
    'a definition that throws out its namesake',
    'domains.define of a name that belongs to another uuid is DOM_EXIST',
    domains((real) => ({
      define: async (config, call) => {
        const known = await swallow(real.lookupByName(config.name, call))
        if (known && known.uuid !== config.uuid) await real.undefine(known, {}, call)
        return real.define(config, call)
      },
    })),
  ],
  [
    'a new definition that reaches what runs',
    'a domain that runs keeps its live description when it is defined anew, until its next start',
    domains((real) => ({
      config: (ref, flags, call) => real.config(ref, { ...flags, inactive: true }, call),
    })),
  ],
  [
    'an undefine that stops what runs',
    'domains.undefine of a domain that runs leaves it running, as a transient one',
    domains((real) => ({
      undefine: async (ref, flags, call) => {
        await swallow(real.destroy(ref, {}, call))
        await real.undefine(ref, flags, call)
      },
    })),
  ],
  [
    'passwords for everyone',
    "domains.config shows passwords only with 'secure'",
    domains((real) => ({ config: (ref, flags, call) => real.config(ref, { ...flags, secure: true }, call) })),
  ],
  [
    'descriptions that are not copies',
    'what domains.config hands out cannot change what the driver keeps',
    domains((real) => {
      const kept = new Map<string, DomainConfig>()
      return {
        config: async (ref, flags, call) => {
          const known = kept.get(ref.uuid) ?? structuredClone(await real.config(ref, flags, call))
          kept.set(ref.uuid, known)
          return known
        },
      }
    }),
  ],
  [
    'names that are cut',
    'a name that could be taken for something else is refused, or kept as it is',
    domains((real) => ({
      define: (config, call) =>
        real.define({ ...config, name: config.name.replaceAll(/[^\w-]/g, '') || 'x' }, call),
    })),
  ],
]

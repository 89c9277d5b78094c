import { PassThrough } from 'node:stream'
import { type Broken, domains } from './alter.js'

export const consoles: readonly Broken[] = [
  [
    'a console without an echo',
    'domains.openConsole passes bytes in both directions',
    domains((real) => ({
      openConsole: async (ref, flags, call) => {
        ;(await real.openConsole(ref, flags, call)).destroy()
        return new PassThrough({ transform: (_chunk, _encoding, next) => next() })
      },
    })),
  ],
  [
    'a console for everyone',
    "domains.openConsole is for one reader, whom 'force' throws out",
    domains((real) => ({
      openConsole: (ref, flags, call) => real.openConsole(ref, { ...flags, force: true }, call),
    })),
  ],
  [
    'a console that outlives its guest',
    'a console ends when the guest does',
    domains((real) => ({
      openConsole: async (ref, flags, call) => {
        ;(await real.openConsole(ref, flags, call)).destroy()
        return new PassThrough()
      },
    })),
  ],
]

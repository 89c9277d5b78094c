import type { DomainEvent } from '../../../src/driver.js'
import type { Change } from '../test-harness.js'
import { type Broken, domains } from './alter.js'

/** Changes what is told. */
const events = (alter: (event: DomainEvent, emit: (event: DomainEvent) => void) => void): Change =>
  domains((real) => ({ subscribe: (emit, call) => real.subscribe((event) => alter(event, emit), call) }))

export const told: readonly Broken[] = [
  [
    'everything told twice',
    "each step of a domain's life is told once, in order, and says how",
    events((event, emit) => {
      emit(event)
      emit(event)
    }),
  ],
  [
    'starts told late',
    "each step of a domain's life is told once, in order, and says how",
    events((event, emit) => {
      if (event.type === 'lifecycle' && event.event === 'started') setTimeout(emit, 10, event)
      else emit(event)
    }),
  ],
  [
    'a creation told without its id',
    "domains.create is told as 'started booted', with name, uuid and id",
    events((event, emit) => emit({ ...event, domain: { ...event.domain, id: undefined } })),
  ],
  [
    'a redefinition told as a new one',
    "domains.define of a known domain is told as 'defined updated'",
    events((event, emit) =>
      emit(event.type === 'lifecycle' && event.event === 'defined' ? { ...event, detail: 'added' } : event),
    ),
  ],
  [
    'events of nobody else',
    'every connection is told what another one does',
    domains((real) => {
      const own = new Set<string>()
      return {
        define: async (config, call) => {
          own.add(config.name)
          return real.define(config, call)
        },
        subscribe: (emit, call) =>
          real.subscribe((event) => void (own.has(event.domain.name) && emit(event)), call),
      }
    }),
  ],
]

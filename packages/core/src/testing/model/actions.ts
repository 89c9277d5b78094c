import type { OperationName } from '../../contract/operations.js'
import type { ErrorCode } from '../../errors/codes.js'
import type { Connection } from '../../front/connection.js'
import type { Domain } from '../../front/domain.js'
import { described, type DomainModel, known } from './model.js'

/** What an action meets: a domain that may or may not be there. */
export interface Scene {
  readonly connection: Connection
  readonly domain: Domain
  readonly model: DomainModel
  /** Resolves when the guest hears of the power button. */
  readonly booted: () => Promise<void>
}

/** A change of one domain, on the real side and in the model. */
export interface Action {
  readonly operation: OperationName
  /** How often it is drawn, beside the others: what ends a life less often than what goes on with it. */
  readonly weight: number
  /** What it means when the flag that comes along is set. Absent: nothing. */
  readonly flag?: string
  /** Whether the contract says what happens now. Absent: always. */
  readonly clear?: (model: DomainModel) => boolean
  /** The error that must come in this state; `undefined`: it succeeds. */
  readonly refusal: (model: DomainModel) => ErrorCode | undefined
  readonly act: (scene: Scene, flag: boolean) => PromiseLike<unknown>
  readonly apply: (model: DomainModel, flag: boolean) => void
}

const needsActive = (model: DomainModel): ErrorCode | undefined =>
  known(model) ? (model.live ? undefined : 'OPERATION_INVALID') : 'NO_DOMAIN'

const needsDefinition = (model: DomainModel): ErrorCode | undefined =>
  known(model) ? (model.defined === undefined ? 'OPERATION_INVALID' : undefined) : 'NO_DOMAIN'

const stop = (model: DomainModel): void => {
  model.live = undefined
  if (model.defined === undefined) model.autostart = false
}

const define: Action = {
  operation: 'domains.define',
  weight: 4,
  flag: 'twice the memory',
  refusal: () => undefined,
  act: ({ connection, model }, twice) => connection.defineDomain(described(model, twice)),
  apply: (model, twice) => void (model.defined = described(model, twice).memory),
}

const undefine: Action = {
  operation: 'domains.undefine',
  weight: 1,
  refusal: needsDefinition,
  act: ({ domain }) => domain.undefine(),
  apply: (model) => {
    model.defined = undefined
    model.autostart = false
  },
}

const start: Action = {
  operation: 'domains.start',
  weight: 4,
  flag: 'paused',
  refusal: (model) => (known(model) ? (model.live ? 'OPERATION_INVALID' : undefined) : 'NO_DOMAIN'),
  act: ({ domain }, paused) => domain.start({ paused }),
  apply: (model, paused) => {
    model.live = { state: paused ? 'paused' : 'running', memory: model.defined ?? 0 }
  },
}

/** Of a domain that is defined and off, hypervisors make different things. */
const create: Action = {
  operation: 'domains.create',
  weight: 2,
  flag: 'paused',
  clear: ({ defined, live }) => defined === undefined || live !== undefined,
  refusal: ({ live }) => (live ? 'DOM_EXIST' : undefined),
  act: ({ connection, model }, paused) => connection.createDomain(described(model, false), { paused }),
  apply: (model, paused) => {
    model.live = { state: paused ? 'paused' : 'running', memory: model.config.memory }
  },
}

const suspend: Action = {
  operation: 'domains.suspend',
  weight: 3,
  refusal: needsActive,
  act: ({ domain }) => domain.suspend(),
  apply: ({ live }) => void (live && (live.state = 'paused')),
}

const resume: Action = {
  operation: 'domains.resume',
  weight: 2,
  refusal: (model) =>
    needsActive(model) ?? (model.live?.state === 'paused' ? undefined : 'OPERATION_INVALID'),
  act: ({ domain }) => domain.resume(),
  apply: ({ live }) => void (live && (live.state = 'running')),
}

const destroy: Action = {
  operation: 'domains.destroy',
  weight: 1,
  refusal: needsActive,
  act: ({ domain }) => domain.destroy(),
  apply: stop,
}

const setAutostart: Action = {
  operation: 'domains.setAutostart',
  weight: 3,
  flag: 'on',
  refusal: needsDefinition,
  act: ({ domain }, wanted) => domain.setAutostart(wanted),
  apply: (model, wanted) => void (model.autostart = wanted),
}

export const actions: readonly Action[] = [
  define,
  start,
  create,
  suspend,
  resume,
  destroy,
  undefine,
  setAutostart,
]

/** Only of guests that react: a paused one hears nothing. */
export const shutdown: Action = {
  operation: 'domains.shutdown',
  weight: 1,
  clear: ({ live }) => live?.state !== 'paused',
  refusal: needsActive,
  act: async ({ domain, model, booted }) => {
    if (model.live) await booted()
    await domain.shutdown()
  },
  apply: stop,
}

import type { Call } from '@virt/core/driver'
import type { Sxp } from '../sxp/index.js'
import { refusal } from '../transport/failure.js'
import type { Parameters, Transport } from '../transport/transport.js'
import { type Question, valueOf } from './reply.js'

/** What an operation of the domain directory answers. */
export interface DirectoryAnswer {
  readonly value: Sxp | undefined
  /** The last element of the `Location`: the name of the domain that came to be. */
  readonly name: string | undefined
}

/** Operations that wait: for devices, for a disk to be written, for the guest's memory. */
const slow = new Set([
  'create',
  'restore',
  'start',
  'wait_for_devices',
  'device_create',
  'device_destroy',
  'device_configure',
  'destroy',
  'save',
  'dump',
  'migrate',
])

/** xend's routes and operations, with its answers as values. Reads by GET; everything else is refused when read-only. */
export class Xend {
  readonly #transport: Transport
  readonly #readOnly: boolean

  constructor(transport: Transport, readOnly: boolean) {
    this.#transport = transport
    this.#readOnly = readOnly
  }

  /** `(node (system Linux) ...)`. */
  node(call: Call): Promise<readonly Sxp[]> {
    return this.#list('/xend/node/', { method: 'GET', what: 'node' }, call)
  }

  /** The names of the domains in a state; `all` for every one. Before 3.0.4 the state is ignored. */
  async names(state: string, call: Call): Promise<readonly string[]> {
    const path = `/xend/domain?state=${state}`
    const names = await this.#list(path, { method: 'GET', what: 'list of domains' }, call)
    return names.filter((name) => typeof name === 'string')
  }

  /** `(domain ...)` of each that runs: from 3.0.4 on without those that are paused. */
  details(call: Call): Promise<readonly Sxp[]> {
    return this.#list('/xend/domain?detail=1', { method: 'GET', what: 'list of domains' }, call)
  }

  /** `(domain ...)` by name, uuid or id, in whichever sense xend takes it. NO_DOMAIN. */
  domain(reference: string, call: Call): Promise<readonly Sxp[]> {
    const question = { method: 'GET', what: 'domain', domain: reference } as const
    return this.#list(`${domainPath(reference)}?detail=1`, question, call)
  }

  /** `(domain ... (vcpu ...) ...)`. */
  vcpus(reference: string, call: Call): Promise<readonly Sxp[]> {
    const question = { method: 'GET', what: 'vcpuinfo', domain: reference } as const
    return this.#list(`${domainPath(reference)}?op=vcpuinfo`, question, call)
  }

  /** An operation on a domain. */
  async operate(reference: string, op: string, parameters: Parameters, call: Call): Promise<Sxp | undefined> {
    const question = { method: 'POST', what: op, domain: reference } as const
    return valueOf(await this.#post(domainPath(reference), op, parameters, call), question)
  }

  /** An operation that makes a domain: `create`, `new`, `restore`. */
  async make(op: string, parameters: Parameters, call: Call): Promise<DirectoryAnswer> {
    const answer = await this.#post('/xend/domain', op, parameters, call)
    const value = valueOf(answer, { method: 'POST', what: op })
    return { value, name: lastElement(answer.location) }
  }

  async #list(path: string, question: Question, call: Call): Promise<readonly Sxp[]> {
    const value = valueOf(await this.#transport.get(path, call), question)
    if (Array.isArray(value)) return value as readonly Sxp[]
    throw refusal('GET_FAILED', `${question.what}: the answer is not one of xend's`)
  }

  #post(path: string, op: string, parameters: Parameters, call: Call): ReturnType<Transport['post']> {
    if (this.#readOnly) throw refusal('OPERATION_DENIED', `read only access prevents '${op}'`)
    return this.#transport.post(path, { op, ...parameters }, call, { slow: slow.has(op) })
  }
}

const domainPath = (reference: string): string => `/xend/domain/${encodeURIComponent(reference)}`

function lastElement(location: string | undefined): string | undefined {
  const last = location?.split('/').filter(Boolean).at(-1)
  try {
    return last === undefined ? undefined : decodeURIComponent(last)
  } catch {
    return last
  }
}

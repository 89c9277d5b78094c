import { readNumber, writeNumber } from '../layout/field.js'
import type { CallLayout, CallName, XenInterface } from '../layout/interface.js'
import type { HypercallMemory, HypercallPort } from '../privcmd/port.js'
import { failure } from './failure.js'
import { refusal } from './refusal.js'

/** Where the data of a call begins, after its envelope and what guards it. */
const dataAt = 256

/** What lies around that which Xen may write. */
export const untouched = 0xa5

const guard = Buffer.alloc(dataAt, untouched)

/** The members of a call by name, to be written before it or read after it. */
type Values = Readonly<Record<string, number | bigint>>

/** A member of an answer, by name. */
export type Reply = (field: string) => number

/** Makes the control calls of one interface, and believes no answer that does not fit its layout. */
export class Caller {
  readonly interface: XenInterface
  readonly #port: HypercallPort
  readonly #memory: HypercallMemory

  /** The memory stays the giver's to release. */
  constructor(port: HypercallPort, memory: HypercallMemory, spoken: XenInterface) {
    this.interface = spoken
    this.#port = port
    this.#memory = memory
  }

  /** What a call may point to. Its content is good until the next call. */
  get data(): Buffer {
    return this.#memory.bytes.subarray(dataAt)
  }

  get dataAddress(): bigint {
    return this.#memory.address + BigInt(dataAt)
  }

  has(name: CallName): boolean {
    return this.interface.calls[name] !== undefined
  }

  /** Make a call; answers a reader of its members, good until the next one. */
  call(name: CallName, values: Values = {}, domain?: number): Reply {
    const layout = this.#layout(name)
    const { bytes, address } = this.#memory
    compose(bytes, layout, values, domain)
    const result = this.#port.call(layout.envelope.hypercall, address)
    this.#check(bytes, layout, result, describe(name, domain))
    return (field) => readNumber(bytes, memberOf(layout, field))
  }

  /** A call that may take long, with memory of its own. */
  async callAside(name: CallName, domain: number): Promise<void> {
    const layout = this.#layout(name)
    const memory = this.#port.allocate(dataAt)
    try {
      compose(memory.bytes, layout, {}, domain)
      const result = await this.#port.callAside(layout.envelope.hypercall, memory.address)
      this.#check(memory.bytes, layout, result, describe(name, domain))
    } finally {
      memory.release()
    }
  }

  /** A hypercall that is no control call: its result. */
  plain(op: number, what: string, ...args: readonly bigint[]): number {
    const result = this.#port.call(op, ...args)
    if (result < 0) throw failure(-result, what)
    return result
  }

  #layout(name: CallName): CallLayout {
    const layout = this.interface.calls[name]
    if (layout) return layout
    throw refusal('OPERATION_UNSUPPORTED', `${this.interface.releases} is not known to have ${name}`)
  }

  #check(bytes: Buffer, { envelope }: CallLayout, result: number, what: string): void {
    if (result < 0) throw failure(-result, what)
    const intact = isUntouched(bytes, envelope.size, dataAt)
    if (!intact || bytes.readUInt32LE(4) !== envelope.version) throw misfit(this.interface, what)
  }
}

function compose(bytes: Buffer, { envelope, command, fields }: CallLayout, values: Values, domain = 0): void {
  bytes.fill(0, 0, envelope.size)
  bytes.fill(untouched, envelope.size, dataAt)
  bytes.writeUInt32LE(command, 0)
  bytes.writeUInt32LE(envelope.version, 4)
  bytes.writeUInt16LE(domain, 8)
  for (const [name, value] of Object.entries(values)) {
    const field = fields[name]
    if (field) writeNumber(bytes, field, value)
  }
}

/** Up to 256 bytes, for what Xen may not write. */
export const isUntouched = (bytes: Buffer, from: number, to: number): boolean =>
  bytes.compare(guard, 0, to - from, from, to) === 0

function memberOf({ fields }: CallLayout, name: string): CallLayout['fields'][string] {
  const field = fields[name]
  if (field) return field
  throw refusal('INTERNAL_ERROR', `there is no member ${name}`)
}

const describe = (name: CallName, domain?: number): string =>
  domain === undefined ? name : `${name} of domain ${domain}`

/** The versions agree and the layouts do not: nothing that this Xen says can be trusted. */
export function misfit({ releases, sysctl, domctl }: XenInterface, what: string): Error {
  const versions = `sysctl 0x${sysctl.version.toString(16)}, domctl 0x${domctl.version.toString(16)}`
  return refusal('XEN_CALL', `${what}: the answer is not laid out as that of ${releases} (${versions})`)
}

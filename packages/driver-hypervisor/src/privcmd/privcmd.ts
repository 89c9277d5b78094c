import { closeSync, openSync } from 'node:fs'
import { refusal } from '../hypercalls/refusal.js'
import { errnoName, type Libc } from './libc.js'
import type { HypercallMemory, HypercallPort } from './port.js'

const page = 4096
const hypercallDevice = '/dev/xen/hypercall'

/** `IOCTL_PRIVCMD_HYPERCALL`, of `{u64 op; u64 arg[5]}`. */
const requestHypercall = 0x305000

/** Hypercalls through an open `privcmd`. */
export class Privcmd implements HypercallPort {
  readonly #libc: Libc
  readonly #device: number
  readonly #buffers: number | undefined
  readonly #aside = new Set<Promise<number>>()
  readonly #request = new BigUint64Array(6)

  constructor(libc: Libc, device: number) {
    this.#libc = libc
    this.#device = device
    this.#buffers = opened(hypercallDevice)
  }

  /** Pages of `/dev/xen/hypercall`, which the kernel never moves; where it is absent or exhausted, locked ones. */
  allocate(size: number): HypercallMemory {
    const pages = Math.ceil(size / page) * page
    const shared = this.#buffers === undefined ? 0 : this.#libc.map(pages, this.#buffers)
    const mapped = typeof shared === 'number' ? this.#libc.map(pages) : shared
    if (typeof mapped === 'number')
      throw refusal('NO_MEMORY', `${pages} bytes for hypercalls: ${errnoName(-mapped)}`)
    const release = (): void => this.#libc.unmap(mapped.address, pages)
    return { bytes: Buffer.from(mapped.view), address: mapped.address, release }
  }

  call(op: number, ...args: readonly bigint[]): number {
    return this.#libc.ioctl(this.#device, requestHypercall, filled(this.#request, op, args))
  }

  callAside(op: number, ...args: readonly bigint[]): Promise<number> {
    const request = filled(new BigUint64Array(6), op, args)
    const answer = this.#libc.ioctlAside(this.#device, requestHypercall, request)
    this.#aside.add(answer)
    const forget = (): unknown => this.#aside.delete(answer)
    answer.then(forget, forget)
    return answer
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#aside)
    closeSync(this.#device)
    if (this.#buffers !== undefined) closeSync(this.#buffers)
  }
}

function filled(request: BigUint64Array, op: number, args: readonly bigint[]): BigUint64Array {
  request.fill(0n)
  request[0] = BigInt(op)
  args.forEach((arg, index) => (request[index + 1] = arg))
  return request
}

function opened(device: string): number | undefined {
  try {
    return openSync(device, 'r+')
  } catch {
    return undefined
  }
}

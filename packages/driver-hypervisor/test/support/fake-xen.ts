import { constants } from 'node:os'
import type { HypercallMemory, HypercallPort } from '../../src/privcmd/port.js'

type Errno = keyof typeof constants.errno

export interface FakeDomain {
  id: number
  uuid: string
  flags?: number
  pauses?: number
  pages?: number
  maxPages?: bigint
  vcpus?: number
  online?: number
  affinity?: Buffer
  weight?: number
  cap?: number
}

/** What a call is answered with instead: an errno, as often as it is named. */
export type Faults = Partial<Record<keyof typeof commands, Errno[]>>

const commands = {
  physinfo: 'sysctl 3',
  schedId: 'sysctl 4',
  getdomaininfolist: 'sysctl 6',
  cpupoolOp: 'sysctl 18',
  destroydomain: 'domctl 2',
  pausedomain: 'domctl 3',
  unpausedomain: 'domctl 4',
  setvcpuaffinity: 'domctl 9',
  maxMem: 'domctl 11',
  getvcpuinfo: 'domctl 14',
  maxVcpus: 'domctl 15',
  schedulerOp: 'domctl 16',
  getvcpuaffinity: 'domctl 25',
}

export const host: FakeDomain = {
  id: 0,
  uuid: '00000000-0000-0000-0000-000000000000',
  flags: 0x20,
  pages: 262144,
  maxPages: 0xffff_ffffn,
}

export const guest = (id: number, more: Partial<FakeDomain> = {}): FakeDomain => ({
  id,
  uuid: `6695eb01-f6a4-8304-79aa-${id.toString(16).padStart(12, '0')}`,
  flags: 0x10,
  ...more,
})

export interface FakeOptions {
  version?: number
  sysctl?: number
  domctl?: number
  /** Bytes of a record, where another Xen has another number. */
  record?: number
  scheduler?: number
  cpus?: number
}

/** The other side of `/dev/xen/privcmd`: as much of Xen 4.17 as faults need to be injected into, by its public headers. */
export class FakeXen implements HypercallPort {
  readonly domains: FakeDomain[]
  readonly faults: Faults
  readonly calls: string[] = []
  readonly memories: Map<bigint, Buffer> = new Map()
  closed = false
  #options: Required<FakeOptions>
  #next = 0x10000n

  constructor(domains: FakeDomain[] = [host, guest(1)], faults: Faults = {}, options: FakeOptions = {}) {
    this.domains = domains
    this.faults = faults
    this.#options = {
      version: 0x4_0011,
      sysctl: 0x15,
      domctl: 0x15,
      record: 112,
      scheduler: 6,
      cpus: 4,
      ...options,
    }
  }

  allocate(size: number): HypercallMemory {
    const [bytes, address] = [Buffer.alloc(size), this.#next]
    this.#next += 0x1000000n
    this.memories.set(address, bytes)
    return { bytes, address, release: () => void this.memories.delete(address) }
  }

  call(op: number, ...args: readonly bigint[]): number {
    if (this.closed) return -constants.errno.EBADF
    const [first = 0n, second = 0n] = args
    if (op === 17) return this.#version(first, second)
    if (op === 35) return this.#sysctl(this.#at(first))
    return op === 36 ? this.#domctl(this.#at(first)) : -constants.errno.ENOSYS
  }

  async callAside(op: number, ...args: readonly bigint[]): Promise<number> {
    return this.call(op, ...args)
  }

  async close(): Promise<void> {
    this.closed = true
  }

  #at(address: bigint): Buffer {
    for (const [start, bytes] of this.memories)
      if (address >= start && address < start + BigInt(bytes.length))
        return bytes.subarray(Number(address - start))
    throw new Error(`Xen was given an address that nobody allocated: ${address}`)
  }

  #version(command: bigint, address: bigint): number {
    if (command === 0n) return this.#options.version
    const text = command === 1n ? '.7' : 'xen-3.0-x86_64 hvm-3.0-x86_32p hvm-3.0-x86_64 '
    this.#at(address).write(`${text}\0`, 'latin1')
    return 0
  }

  #fault(kind: 'sysctl' | 'domctl', command: number): number {
    const name = Object.entries(commands).find(([, text]) => text === `${kind} ${command}`)?.[0] ?? 'unknown'
    this.calls.push(name)
    const errno = this.faults[name as keyof Faults]?.shift()
    return errno ? -constants.errno[errno] : 0
  }

  #sysctl(call: Buffer): number {
    if (call.readUInt32LE(4) !== this.#options.sysctl) return -constants.errno.EACCES
    const command = call.readUInt32LE(0)
    const fault = this.#fault('sysctl', command)
    if (fault) return fault
    if (command === 6) return this.#list(call)
    if (command === 18) call.writeUInt32LE(this.#options.scheduler, 16)
    if (command === 3) {
      ;[1, 2, this.#options.cpus, this.#options.cpus - 1, 1, 0, 2_596_129].forEach((value, index) =>
        call.writeUInt32LE(value, 8 + index * 4),
      )
      call.writeBigUInt64LE(524_156n, 48)
      call.writeBigUInt64LE(251_979n, 56)
    }
    return 0
  }

  #list(call: Buffer): number {
    const [first, most] = [call.readUInt16LE(8), call.readUInt32LE(12)]
    const found = this.domains.filter(({ id }) => id >= first).slice(0, most)
    const buffer = found.length > 0 ? this.#at(call.readBigUInt64LE(16)) : Buffer.alloc(0)
    found.forEach((domain, index) => this.#record(domain).copy(buffer, index * this.#options.record))
    call.writeUInt32LE(found.length, 24)
    return 0
  }

  #record({
    id,
    uuid,
    flags = 0,
    pauses = 0,
    pages = 2048,
    maxPages = 2304n,
    vcpus = 1,
    online,
  }: FakeDomain): Buffer {
    const record = Buffer.alloc(this.#options.record)
    record.writeUInt16LE(id, 0)
    record.writeUInt32LE(flags | (pauses > 0 ? 8 : 0), 4)
    record.writeBigUInt64LE(BigInt(pages), 8)
    record.writeBigUInt64LE(maxPages, 16)
    record.writeBigUInt64LE(11_944_071n, 56)
    record.writeUInt32LE(online ?? vcpus, 64)
    record.writeUInt32LE(vcpus - 1, 68)
    record.write(uuid.replaceAll('-', ''), 76, 'hex')
    return record
  }

  #domctl(call: Buffer): number {
    if (call.readUInt32LE(4) !== this.#options.domctl) return -constants.errno.EACCES
    const command = call.readUInt32LE(0)
    const fault = this.#fault('domctl', command)
    if (fault) return fault
    const index = this.domains.findIndex(({ id }) => id === call.readUInt16LE(8))
    const domain = this.domains[index]
    if (!domain) return -constants.errno.ESRCH
    const act: Record<number, () => unknown> = {
      2: () => void this.domains.splice(index, 1),
      3: () => void (domain.pauses = (domain.pauses ?? 0) + 1),
      4: () => (domain.pauses ? void domain.pauses-- : -constants.errno.EINVAL),
      9: () => {
        const map = this.#at(call.readBigUInt64LE(24)).subarray(0, call.readUInt32LE(32) / 8)
        domain.affinity = Buffer.from(map)
      },
      11: () => void (domain.maxPages = call.readBigUInt64LE(16) / 4n),
      14: () => {
        call.writeUInt8(call.readUInt32LE(16) < (domain.online ?? domain.vcpus ?? 1) ? 1 : 0, 20)
        call.writeUInt8(1, 21)
        call.writeBigUInt64LE(11_944_071n, 24)
      },
      15: () => (call.readUInt32LE(16) === (domain.vcpus ?? 1) ? 0 : -constants.errno.EINVAL),
      16: () => {
        if (call.readUInt32LE(20) === 0) {
          domain.weight = call.readUInt16LE(24)
          domain.cap = call.readUInt16LE(26)
        }
        call.writeUInt16LE(domain.weight ?? 256, 24)
        call.writeUInt16LE(domain.cap ?? 0, 26)
      },
      25: () => {
        const map = this.#at(call.readBigUInt64LE(24)).subarray(0, call.readUInt32LE(32) / 8)
        const all = Buffer.alloc(map.length)
        for (let cpu = 0; cpu < this.#options.cpus; cpu++)
          all[cpu >> 3] = (all[cpu >> 3] ?? 0) | (1 << (cpu & 7))
        ;(domain.affinity ?? all).copy(map)
      },
    }
    return Number(act[command]?.() ?? 0)
  }
}

import { PassThrough } from 'node:stream'
import {
  type Call,
  type DomainEvent,
  type DomainInfo,
  type DomainOperations,
  type DomainRef,
  type DriverConnection,
  type Emit,
  type HostOperations,
  type JobCall,
  VirtError,
} from '../../src/driver.js'

export const demo: DomainRef = { name: 'demo', uuid: '6695eb01-f6a4-8304-79aa-97f2502e193f', id: 1 }
export const stranger: DomainRef = { name: 'stranger', uuid: '00000000-0000-4000-8000-000000000000' }
export const info: DomainInfo = {
  state: 'running',
  maxMemory: 4096,
  memory: 4096,
  vcpus: 1,
  cpuTime: 7,
  id: 1,
}

/** A hypervisor with one domain, which shows what it was asked. */
export class TinyDriver implements DriverConnection {
  readonly driver: string = 'tiny'
  readonly listeners: Set<Emit<DomainEvent>> = new Set()
  /** Calls of `suspend` under way: it ends only when it is aborted. */
  suspending = 0
  /** Why the last `suspend` was aborted. */
  aborted: unknown
  readonly consoles: PassThrough[] = []
  readonly lost: Promise<VirtError>
  lose!: (error: VirtError) => void

  constructor() {
    this.lost = new Promise((resolve) => (this.lose = resolve))
  }

  readonly host: Partial<HostOperations> = {
    type: () => Promise.resolve('Tiny'),
    hostname: () => Promise.resolve('ä'.repeat(9 * 1024 * 1024)),
    maxVcpus: (type: string | undefined) => Promise.resolve(type === undefined ? 16 : type.length),
  }

  readonly domains: Partial<DomainOperations> = {
    list: () => Promise.resolve([{ ...demo, state: 'running' as const }]),
    info: async (domain: DomainRef) => {
      if (domain.uuid !== demo.uuid)
        throw new VirtError('NO_DOMAIN', `no domain '${domain.name}'`, {
          origin: 'TEST',
          cause: new TypeError('gone'),
        })
      return info
    },
    lookupByName: async (name: string) => {
      await new Promise((resolve) => setTimeout(resolve, name === 'slow' ? 30 : 0))
      return { ...demo, name }
    },
    config: () => Promise.reject(new Error('a plain error')),
    destroy: () => Promise.resolve(),
    suspend: (_domain: DomainRef, { signal }: Call) => {
      this.suspending++
      return new Promise<void>((_resolve, reject) =>
        signal?.addEventListener('abort', () => {
          this.suspending--
          this.aborted = signal.reason
          reject(signal.reason as Error)
        }),
      )
    },
    save: async (_domain: DomainRef, _path: string, _flags: object, { progress }: JobCall) => {
      for (const processed of [1, 2, 3]) progress?.({ processed, total: 3 })
    },
    openConsole: async () => {
      const console = new PassThrough()
      this.consoles.push(console)
      return console
    },
    subscribe: async (emit: Emit<DomainEvent>) => {
      this.listeners.add(emit)
      return () => void this.listeners.delete(emit)
    },
  }

  emit(event: DomainEvent): void {
    for (const listener of this.listeners) listener(event)
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

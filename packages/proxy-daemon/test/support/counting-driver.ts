import {
  type DomainEvent,
  type DomainOperations,
  type DriverConnection,
  type Emit,
  Registry,
  VirtError,
} from '@virt/core/driver'
import { parseDomain } from '@virt/core/config'

export const demo = { name: 'demo', uuid: '6695eb01-f6a4-8304-79aa-97f2502e193f', id: 1 } as const

const description = `<domain type='xen'><name>demo</name><uuid>${demo.uuid}</uuid><memory>65536</memory>
<os><type>hvm</type></os><devices><graphics type='vnc' port='5901' passwd='secret'/></devices></domain>`

/** A hypervisor with one domain, which counts what it is asked and can be lost. */
export class CountingDriver implements DriverConnection {
  readonly driver: string = 'counting'
  readonly asked: string[] = []
  readonly listeners: Set<Emit<DomainEvent>> = new Set()
  readonly lost: Promise<VirtError>
  lose!: (error: VirtError) => void
  /** What `info` waits for. */
  gate: Promise<unknown> = Promise.resolve()
  /** How many calls of `info` were aborted. */
  aborted = 0
  closed = false

  constructor() {
    this.lost = new Promise((resolve) => (this.lose = resolve))
  }

  readonly domains: Partial<DomainOperations> = {
    list: async () => this.#note('list', [{ ...demo, state: 'running' as const }]),
    info: async (domain, { signal }) => {
      this.#note('info', undefined)
      signal?.addEventListener('abort', () => this.aborted++)
      await this.gate
      if (domain.uuid !== demo.uuid) throw new VirtError('NO_DOMAIN', domain.name)
      return { state: 'running', maxMemory: 4096, memory: 4096, vcpus: 1, cpuTime: this.asked.length }
    },
    config: async () => this.#note('config', parseDomain(description)),
    destroy: async () => this.#note('destroy', undefined),
    subscribe: async (emit) => {
      this.#note('subscribe', undefined)
      this.listeners.add(emit)
      return () => void this.listeners.delete(emit)
    },
  }

  emit(event: DomainEvent): void {
    for (const listener of this.listeners) listener(event)
  }

  async close(): Promise<void> {
    this.closed = true
  }

  /** The registry in which `counting:///` is this connection. */
  registry(): Registry {
    const registry = new Registry()
    const open = (): Promise<DriverConnection> => Promise.resolve(this)
    registry.register({ name: 'counting', contract: 1, schemes: ['counting'], open })
    return registry
  }

  #note<T>(operation: string, answer: T): T {
    this.asked.push(operation)
    return answer
  }
}

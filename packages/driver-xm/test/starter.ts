import type { DomainConfig } from '@virt/core/config'
import {
  contractVersion,
  deepFreeze,
  type DomainOperations,
  type DomainRef,
  type DomainState,
  type Driver,
  type DriverConnection,
  type Emit,
  type DomainEvent,
  type LifecycleEvent,
  type Siblings,
  VirtError,
} from '@virt/core/driver'
import { withoutSecrets } from '@virt/core/config'

interface Running {
  readonly ref: Required<DomainRef>
  readonly config: DomainConfig
  state: DomainState
}

type Happening = LifecycleEvent extends infer E
  ? E extends unknown
    ? Omit<E & LifecycleEvent, 'type' | 'domain'>
    : never
  : never

/** What runs, in memory: the other side of the channels that can start domains and keep no definitions. */
export class Starter {
  readonly #running = new Map<string, Running>()
  readonly #listeners = new Set<Emit<DomainEvent>>()
  #ids = 0

  readonly driver: Driver = {
    name: 'starter',
    contract: contractVersion,
    schemes: ['xen'],
    rank: { query: 0, change: 0 },
    open: async ({ siblings }) => this.#connection(siblings),
  }

  #connection(siblings: Siblings): DriverConnection {
    const mine = new Set<Emit<DomainEvent>>()
    return {
      driver: 'starter',
      domainEvents: ['started', 'suspended', 'resumed', 'stopped'],
      domains: {
        ...this.#queries(siblings),
        ...this.#changes(siblings),
        subscribe: async (emit) => {
          mine.add(emit)
          this.#listeners.add(emit)
          return () => void this.#listeners.delete(emit)
        },
      },
      close: async () => mine.forEach((emit) => this.#listeners.delete(emit)),
    }
  }

  #queries(siblings: Siblings): Partial<DomainOperations> {
    const by = (test: (running: Running) => boolean): DomainRef => {
      const found = [...this.#running.values()].find(test)
      if (found) return found.ref
      throw new VirtError('NO_DOMAIN')
    }
    return {
      list: async () => [...this.#running.values()].map(({ ref, state }) => ({ ...ref, state })),
      lookupById: async (id) => by(({ ref }) => ref.id === id),
      lookupByUuid: async (uuid) => by(({ ref }) => ref.uuid === uuid),
      lookupByName: async (name) => by(({ ref }) => ref.name === name),
      info: async (ref) => {
        const { config, state, ref: known } = this.#find(ref)
        const { memory: maxMemory, currentMemory: memory = maxMemory } = config
        return { state, maxMemory, memory, vcpus: config.vcpu?.count ?? 1, cpuTime: 0, id: known.id }
      },
      config: async (ref, flags, call) => {
        const { config } = this.#find(ref)
        const defined =
          flags.inactive && (await siblings.run('domains.config', [ref, flags], call).catch(() => undefined))
        return defined || deepFreeze(flags.secure ? config : withoutSecrets(config))
      },
      maxMemory: async (ref) => this.#find(ref).config.memory,
    }
  }

  #changes(siblings: Siblings): Partial<DomainOperations> {
    return {
      create: async (config, { paused }, call) => {
        const known = await siblings.run('domains.lookupByName', [config.name], call).catch(() => undefined)
        if (known && known.uuid !== config.uuid) throw new VirtError('DOM_EXIST', config.name)
        const running = this.#create(config, paused)
        this.#tell(running.ref, { event: 'started', detail: 'booted' })
        if (paused) this.#tell(running.ref, { event: 'suspended', detail: 'paused' })
        return running.ref
      },
      destroy: async (ref) => {
        const { name, uuid } = this.#find(ref).ref
        this.#running.delete(uuid)
        this.#tell({ name, uuid }, { event: 'stopped', detail: 'destroyed' })
      },
      suspend: async (ref) => {
        const running = this.#find(ref)
        if (running.state === 'paused') return
        running.state = 'paused'
        this.#tell(running.ref, { event: 'suspended', detail: 'paused' })
      },
      resume: async (ref) => {
        const running = this.#find(ref)
        if (running.state !== 'paused') throw new VirtError('OPERATION_INVALID', 'domain is not paused')
        running.state = 'running'
        this.#tell(running.ref, { event: 'resumed', detail: 'unpaused' })
      },
    }
  }

  #create(config: DomainConfig, paused = false): Running {
    const { name, uuid = crypto.randomUUID() } = config
    const taken = [...this.#running.values()].some(({ ref }) => ref.uuid === uuid || ref.name === name)
    if (taken) throw new VirtError('DOM_EXIST', name)
    const ref = Object.freeze({ name, uuid, id: ++this.#ids })
    const running: Running = {
      ref,
      config: deepFreeze({ ...config, uuid }),
      state: paused ? 'paused' : 'running',
    }
    this.#running.set(uuid, running)
    return running
  }

  #find({ uuid }: DomainRef): Running {
    const running = this.#running.get(uuid)
    if (running) return running
    throw new VirtError('NO_DOMAIN')
  }

  #tell(domain: DomainRef, happening: Happening): void {
    for (const emit of this.#listeners) emit({ type: 'lifecycle', domain, ...happening })
  }
}

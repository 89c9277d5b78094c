import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { formatSxp, parseSxp, type Sxp } from '../../src/sxp/index.js'
import { domainFrom, type FakeDomain, plug, shown, unplug, XendFault } from './fake-domain.js'
import { type Request, requestOf } from './recording.js'
import { requests } from './requests.js'
import { serve, type Served } from './served.js'

/** xend 3.0.2, 3.0.3, 3.0.4 and 4.4: one for each config version. */
export type Format = 1 | 2 | 3 | 4

interface Reply {
  readonly status: string
  readonly body: string
  readonly location?: string
}

const ok = (body = ''): Reply => ({ status: '200 OK', body })
const accepted = (body = ''): Reply => ({ status: '202 Accepted', body })

/** The milliseconds in which a guest obeys. */
const obeysAfter = 60

/**
 * The other side, for what recordings cannot tell: a daemon that keeps domains as xend does, by the protocol's
 * description. Guests are only numbers.
 */
export class FakeXend {
  readonly domains: Map<string, FakeDomain> = new Map()
  /** Everything that it was asked, in order. */
  readonly asked: Request[] = []
  /** An operation that fails from now on. */
  refuse: string | undefined
  readonly #format: Format
  #served: Served | undefined
  #nextId = 1

  constructor(format: Format) {
    this.#format = format
  }

  async listen(): Promise<string> {
    this.#served = await serve((socket) =>
      requests(socket, (raw) => {
        const { status, body, location } = this.#answer(requestOf(raw))
        const where = location === undefined ? '' : `Location: ${location}\r\n`
        const head = `HTTP/1.1 ${status}\r\n${where}Content-length: ${Buffer.byteLength(body)}\r\nContent-type: application/sxp`
        socket.write(`${head}\r\n\r\n${body}`)
      }),
    )
    mkdirSync(this.#definitions)
    return this.#served.uri
  }

  close(): Promise<void> {
    return this.#served?.close() ?? Promise.resolve()
  }

  get #managed(): boolean {
    return this.#format >= 3
  }

  get #definitions(): string {
    return join(dirname(this.#served?.path ?? ''), 'domains')
  }

  #answer({ method, path, parameters }: Request): Reply {
    const [, place, reference] = path
    this.asked.push({ method, path, parameters })
    try {
      if (place === 'node') return ok(this.#node())
      if (reference === undefined) return method === 'GET' ? this.#list(parameters) : this.#make(parameters)
      const domain = this.#find(reference)
      if (!domain) return { status: '404 Not found', body: `<Fault 3: '${reference}'>` }
      if (method === 'POST') return this.#operate(domain, parameters)
      return ok(parameters.op === 'vcpuinfo' ? vcpuinfo(domain) : this.#text(domain))
    } catch (thrown) {
      if (thrown instanceof XendFault) return this.#failed(thrown.message)
      throw thrown
    }
  }

  #failed(message: string): Reply {
    const status = this.#format === 1 ? '200 OK' : '500 Request failed'
    return { status, body: formatSxp(['xend.err', message]) }
  }

  #node(): string {
    const [major, minor, extra] =
      [
        ['3', '0', '.2'],
        ['3', '0', '.3'],
        ['3', '0', '.4'],
        ['4', '4', '.4'],
      ][this.#format - 1] ?? []
    const format = this.#format === 1 ? '' : `(xend_config_format ${this.#format})`
    return `(node (host fake) (machine x86_64) (nr_cpus 8) (nr_nodes 1) (cores_per_socket 4) (threads_per_core 2) (cpu_mhz 2400) (total_memory 16384) (free_memory 8192) (xen_major ${major}) (xen_minor ${minor}) (xen_extra ${extra}) ${format})`
  }

  /** Domains by name, running ones before those that are only defined. */
  #all(): FakeDomain[] {
    return [...this.domains.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  #find(reference: string): FakeDomain | undefined {
    const all = this.#all()
    return (
      all.find(({ name, id }) => name === reference && id !== undefined) ??
      all.find(({ name }) => name === reference) ??
      all.find(({ id }) => String(id) === reference) ??
      all.find(({ uuid }) => this.#managed && uuid === reference)
    )
  }

  #text(domain: FakeDomain): string {
    const written = formatSxp(shown(domain, this.#format))
    return this.#format === 4 ? `${written}''` : written
  }

  #list({ detail, state }: Request['parameters']): Reply {
    const runs = ({ id, paused }: FakeDomain): boolean => id !== undefined && !(paused && this.#managed)
    if (detail === '1')
      return ok(
        formatSxp(
          this.#all()
            .filter(runs)
            .map((domain) => shown(domain, this.#format)),
        ),
      )
    const all = this.#managed && state === 'all'
    return ok(
      formatSxp(
        this.#all()
          .filter((domain) => all || runs(domain))
          .map(({ name }) => name),
      ),
    )
  }

  #make({ op, config, file = '' }: Request['parameters']): Reply {
    if (op === 'restore') return this.#restore(file)
    if (op === 'create') return this.#create(domainFrom(parsed(config)))
    if (op !== 'new' || !this.#managed) return { status: `501 Operation not implemented: ${op}`, body: '' }
    const defined = domainFrom(parsed(config))
    const before = this.domains.get(defined.uuid)
    const next = { ...defined, managed: true }
    if (before?.id === undefined) this.domains.set(defined.uuid, next)
    else Object.assign(before, { managed: true, next })
    mkdirSync(join(this.#definitions, defined.uuid), { recursive: true })
    return ok()
  }

  #create(domain: FakeDomain): Reply {
    const other = this.#find(domain.name) ?? this.#find(domain.uuid)
    if (other?.id !== undefined)
      throw new XendFault(
        `Error creating domain: Domain '${domain.name}' already exists with ID '${other.id}'`,
      )
    const managed = this.domains.get(domain.uuid)?.managed ?? false
    const started = { ...domain, managed, id: this.#nextId++, paused: true }
    this.domains.set(domain.uuid, started)
    return {
      status: '201 created',
      body: this.#text(started),
      location: `http://localhost:8080/xend/domain/${domain.name}`,
    }
  }

  #restore(file: string): Reply {
    const image = read(file)
    const managed = this.domains.get(image.uuid)?.managed ?? false
    if (this.#find(image.name)?.id !== undefined) return ok("(xend.err 'already exists')")
    this.domains.set(image.uuid, { ...image, managed, id: this.#nextId++, paused: false })
    return { status: '201 Created', body: '', location: `http://localhost:8080/xend/domain/${image.name}` }
  }

  #operate(domain: FakeDomain, parameters: Request['parameters']): Reply {
    const { op = '' } = parameters
    if (op === this.refuse) throw new XendFault('no luck')
    const known =
      (this.#managed || !sinceManaged.includes(op)) && (this.#format > 1 || !op.startsWith('domain_sched'))
    const operation = known ? this.#operations[op] : undefined
    if (!operation)
      return { status: `501 Operation not implemented: ${op}`, body: `Operation not implemented: ${op}` }
    if (needsRunning.includes(op) && domain.id === undefined)
      throw new XendFault("int() argument must be a string or a number, not 'NoneType'")
    return operation(domain, parameters)
  }

  readonly #operations: Readonly<
    Record<string, (domain: FakeDomain, given: Request['parameters']) => Reply>
  > = {
    pause: (domain) => this.#with(() => (domain.paused = true)),
    unpause: (domain) => this.#with(() => (domain.paused = false)),
    wait_for_devices: () => accepted(),
    destroy: (domain) => this.#with(() => this.#stop(domain), accepted()),
    shutdown: (domain, { reason }) =>
      this.#with(() => void setTimeout(() => this.#obey(domain, reason), obeysAfter), accepted()),
    start: (domain) => {
      if (domain.id !== undefined) throw new XendFault('Domain is already running')
      return this.#with(() => Object.assign(domain, { id: this.#nextId++, paused: false }), accepted())
    },
    delete: (domain) => {
      if (domain.id !== undefined) throw new XendFault('Domain is not halted.')
      rmSync(join(this.#definitions, domain.uuid), { recursive: true })
      return this.#with(() => this.domains.delete(domain.uuid), accepted())
    },
    save: (domain, { file = '' }) => {
      if (!written(file, `LinuxGuestRecord${JSON.stringify(domain, bigints)}`))
        return accepted(
          formatSxp(['xend.err', `can't write guest state file ${file}: No such file or directory`]),
        )
      return this.#with(() => this.#stop(domain), accepted())
    },
    dump: (domain, { file = '', crash, reset }) => {
      if (this.#format === 4 && reset === undefined) return accepted("(xend.err 'Missing parameter: reset')")
      written(file, 'core')
      return this.#with(() => crash === '1' && this.#stop(domain), accepted())
    },
    maxmem_set: (domain, { memory }) => this.#with(() => (domain.maximum = Number(memory)), ok('0')),
    mem_target_set: (domain, { target }) => this.#with(() => (domain.memory = Number(target))),
    set_vcpus: (domain, { vcpus }) => this.#with(() => this.#setVcpus(domain, Number(vcpus))),
    pincpu: (domain, { vcpu, cpumap = '' }) => {
      const cpus = this.#format === 4 ? cpumap.split(',') : Array.from(cpumap)
      const wrong = cpus.find((cpu) => !/^\d+$/.test(cpu))
      if (wrong !== undefined) throw new XendFault(`invalid literal for int() with base 10: '${wrong}'`)
      return this.#with(() => (domain.pins[Number(vcpu)] = cpus.map(Number)), ok('0'))
    },
    devices: ({ devices }, { type }) =>
      ok(
        formatSxp(
          devices
            .filter(({ entry }) => entry[0] === type)
            .map(({ number, entry }) => [String(number), entry.slice(1)]),
        ),
      ),
    device_create: (domain, { config = '' }) => {
      const entry = parseSxp(config) as readonly Sxp[]
      const number = plug(domain, entry)
      return ok(formatSxp([entry[0] ?? '', ['dom', String(domain.id), 'id', String(number)]]))
    },
    device_destroy: (domain, { type = '', dev = '', force }) => {
      if (this.#format === 4 && force === undefined) throw new XendFault('Missing parameter: force')
      return this.#with(() => unplug(domain, type, dev))
    },
    domain_sched_credit_get: ({ weight, cap }) => ok(formatSxp(`{'cap': ${cap}, 'weight': ${weight}}`)),
    domain_sched_credit_set: (domain, { weight, cap }) =>
      this.#with(() => Object.assign(domain, { weight: Number(weight), cap: Number(cap) }), ok('0')),
  }

  #with(change: () => unknown, reply: Reply = ok()): Reply {
    change()
    return reply
  }

  #setVcpus(domain: FakeDomain, count: number): void {
    if (domain.id !== undefined && count > domain.vcpus)
      throw new XendFault('Cannot set vcpus greater than max vcpus on running domain')
    if (domain.id === undefined || this.#format === 3) domain.vcpus = count
    domain.available = (1n << BigInt(count)) - 1n
  }

  #obey(domain: FakeDomain, reason: string | undefined): void {
    if (domain.id === undefined || domain.name.includes('deaf')) return
    if (reason === 'reboot') domain.id = this.#nextId++
    else this.#stop(domain)
  }

  #stop(domain: FakeDomain): void {
    domain.id = undefined
    domain.paused = false
    if (!domain.managed) this.domains.delete(domain.uuid)
    else if (domain.next) this.domains.set(domain.uuid, domain.next)
  }
}

const sinceManaged = ['start', 'delete', 'dump']
const needsRunning = ['pause', 'unpause', 'destroy', 'save', 'dump']

const bigints = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)

function parsed(config = ''): Sxp {
  try {
    return parseSxp(config)
  } catch {
    throw new XendFault('Invalid configuration unexpected EOF')
  }
}

function written(file: string, content: string): boolean {
  try {
    writeFileSync(file, content)
    return true
  } catch {
    return false
  }
}

function read(file: string): FakeDomain {
  let content = ''
  try {
    content = readFileSync(file, 'utf8')
  } catch {
    throw new XendFault(`can't read guest state file ${file}: No such file or directory`)
  }
  if (!content.startsWith('LinuxGuestRecord')) throw new XendFault('not a valid guest state file')
  const image = JSON.parse(content.slice(16)) as FakeDomain
  return { ...image, available: BigInt(String(image.available)) }
}

function vcpuinfo({ name, id, vcpus, available, pins }: FakeDomain): string {
  const rows = Array.from({ length: vcpus }, (_, number): Sxp => {
    const online = (available >> BigInt(number)) & 1n
    const pinned = pins[number] ?? []
    const map = pinned.length > 0 ? pinned : Array.from({ length: 64 }, (_, cpu) => cpu)
    return [
      'vcpu',
      ...[
        ['number', String(number)],
        ['online', String(online)],
        ['blocked', '1'],
        ['running', '0'],
      ],
      ...[
        ['cpu_time', '0.125'],
        ['cpu', '0'],
        ['cpumap', map.map(String)],
      ],
    ]
  })
  return formatSxp(['domain', ['domid', id === undefined ? 'None' : String(id)], ['name', name], ...rows])
}

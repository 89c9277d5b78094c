import {
  newDomainSnapshot,
  withoutSecrets,
  type DomainConfig,
  type DomainSnapshotConfig,
} from '@virt/core/config'
import {
  checkSnapshotName,
  deepFreeze,
  redefinedSnapshot,
  type KnownSnapshot,
  type SnapshotCreateFlags,
  type SnapshotDeleteFlags,
  type SnapshotOperations,
  type SnapshotRecord,
  type SnapshotRevertFlags,
} from '@virt/core/driver'
import { boot, halt } from '../life.js'
import { notValid, refusal } from '../refusal.js'
import type { TestDomain } from '../test-domain.js'
import type { TestNode } from '../test-node.js'

/** Snapshots of domains without memory or images: the description and the state are all there is. */
export function snapshots(node: TestNode): SnapshotOperations {
  return {
    list: async (ref) => node.domain(ref).snapshots.records(),
    lookupByName: async (ref, name) => node.domain(ref).snapshots.record(name),
    current: async (ref) => {
      const tree = node.domain(ref).snapshots
      return tree.record(tree.getCurrent().name)
    },
    config: async (ref, name, { secure }) => {
      const { domain, ...rest } = node.domain(ref).snapshots.get(name)
      return deepFreeze({ ...rest, domain: domain && (secure ? domain : withoutSecrets(domain)) })
    },
    create: async (ref, config, flags) => create(node.domain(ref), config, flags),
    revert: async (ref, name, flags) => revert(node, node.domain(ref), name, flags),
    delete: async (ref, name, flags) => remove(node.domain(ref), name, flags),
  }
}

function create(
  domain: TestDomain,
  config: DomainSnapshotConfig,
  flags: SnapshotCreateFlags,
): SnapshotRecord {
  const { snapshots: tree } = domain
  if (flags.redefine) {
    tree.set(redefinedSnapshot(tree, config, domain.uuid))
    if (flags.current) tree.current = config.name
    return tree.record(config.name ?? '')
  }
  const snapshot = made(domain, config, flags)
  if (tree.has(snapshot.name))
    throw refusal('OPERATION_FAILED', `domain snapshot ${snapshot.name} already exists`)
  tree.set(snapshot)
  tree.current = snapshot.name
  const record = tree.record(snapshot.name)
  if (flags.noMetadata) tree.delete(snapshot.name)
  return record
}

function made(
  domain: TestDomain,
  config: DomainSnapshotConfig,
  { diskOnly }: SnapshotCreateFlags,
): KnownSnapshot {
  const fresh = newDomainSnapshot(config, Math.floor(Date.now() / 1000))
  const memory = domain.active && !diskOnly ? 'internal' : 'no'
  const { current } = domain.snapshots
  return {
    ...fresh,
    name: checkSnapshotName(fresh.name ?? ''),
    state: domain.active && diskOnly ? 'disk-snapshot' : domain.state,
    ...(current !== undefined && { parent: current }),
    memory: fresh.memory ?? { snapshot: memory },
    domain: { ...domain.config, id: undefined },
  }
}

function revert(node: TestNode, domain: TestDomain, name: string, flags: SnapshotRevertFlags): void {
  const tree = domain.snapshots
  const { state = 'shutoff', domain: config } = tree.get(name)
  if (!config) throw notValid(`snapshot '${name}' lacks domain '${domain.name}' rollback info`)
  const active = flags.running || flags.paused || state === 'running' || state === 'paused'
  if (!active && !domain.persistent)
    throw notValid('transient domain needs to request run or pause to revert to inactive snapshot')
  if (domain.persistent) domain.definition = config
  if (domain.active) leave(node, domain, active)
  if (active) enter(node, domain, config, flags.paused || (state === 'paused' && !flags.running))
  tree.current = name
}

/** A domain that goes on at once stays known, though nothing defines it. */
function leave(node: TestNode, domain: TestDomain, goesOn: boolean): void {
  if (!goesOn) return halt(node, domain, 'fromSnapshot')
  if (domain.id !== undefined) node.running.delete(domain.id)
  domain.end('fromSnapshot')
  node.announce(domain, 'stopped', 'fromSnapshot')
}

function enter(node: TestNode, domain: TestDomain, config: DomainConfig, paused: boolean): void {
  boot(node, domain, config).become(paused ? 'paused' : 'running', 'fromSnapshot')
  node.announce(domain, 'started', 'fromSnapshot')
  if (paused) node.announce(domain, 'suspended', 'fromSnapshot')
}

function remove(domain: TestDomain, name: string, { children, childrenOnly }: SnapshotDeleteFlags): void {
  const tree = domain.snapshots
  tree.get(name)
  const below = children || childrenOnly ? tree.below(name) : []
  for (const each of [...below].reverse()) tree.delete(each.name)
  if (!childrenOnly) tree.delete(name)
}

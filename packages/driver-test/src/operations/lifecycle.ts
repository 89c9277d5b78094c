import type { LifecycleAction } from '@virt/core/config'
import { shutdownModesOf, type DomainOperations, type UndefineFlags } from '@virt/core/driver'
import { boot, bootTransient, continued, define, halt, restart } from '../life.js'
import { notRunning, notValid } from '../refusal.js'
import { stateAfter } from '../save-image.js'
import type { TestDomain } from '../test-domain.js'
import type { TestNode } from '../test-node.js'

type Lifecycle = Pick<
  DomainOperations,
  'create' | 'define' | 'undefine' | 'start' | 'suspend' | 'resume' | 'shutdown' | 'reboot' | 'destroy'
>

export function lifecycle(node: TestNode): Lifecycle {
  return {
    create: async (config, { paused = false }) => {
      const domain = bootTransient(node, config)
      return started(node, domain, paused).ref
    },
    define: async (config) => {
      const before = node.domains.byName(config.name)?.definition
      const domain = define(node, config)
      node.announce(domain, 'defined', before ? 'updated' : 'added')
      return domain.ref
    },
    undefine: async (ref, flags) => undefine(node, node.domain(ref), flags),
    start: async (ref, { paused = false, forceBoot = false }) => {
      const domain = node.domain(ref)
      const { active, definition, managedSave } = domain
      if (active || !definition) throw notValid('domain is already running')
      if (managedSave && !forceBoot)
        return continued(
          node,
          boot(node, domain, managedSave.config),
          stateAfter({ paused }, managedSave.state),
        ).ref
      return started(node, boot(node, domain, definition), paused).ref
    },
    suspend: async (ref) => suspend(node, node.activeDomain(ref)),
    resume: async (ref) => resume(node, node.activeDomain(ref)),
    shutdown: async (ref, flags) => {
      const domain = node.activeDomain(ref)
      shutdownModesOf(flags, [], 'TEST')
      obey(node, domain, domain.config.onPoweroff ?? 'destroy')
    },
    reboot: async (ref, flags) => {
      const domain = node.activeDomain(ref)
      shutdownModesOf(flags, [], 'TEST')
      obey(node, domain, domain.config.onReboot ?? 'restart')
    },
    destroy: async (ref) => halt(node, node.activeDomain(ref), 'destroyed'),
  }
}

function started(node: TestNode, domain: TestDomain, paused: boolean): TestDomain {
  if (paused) domain.become('paused', 'user')
  node.announce(domain, 'started', 'booted')
  if (paused) node.announce(domain, 'suspended', 'paused')
  return domain
}

function undefine(
  node: TestNode,
  domain: TestDomain,
  { managedSave, snapshotsMetadata }: UndefineFlags,
): void {
  if (!domain.persistent) throw notValid('cannot undefine transient domain')
  if (domain.managedSave && !managedSave)
    throw notValid('Refusing to undefine while domain managed save image exists')
  const { size } = domain.snapshots
  if (size > 0 && !domain.active && !snapshotsMetadata)
    throw notValid(`cannot delete inactive domain with ${size} snapshots`)
  domain.snapshots.clear()
  domain.managedSave = undefined
  domain.definition = undefined
  domain.autostart = false
  if (!domain.active) node.domains.remove(domain)
  node.announce(domain, 'undefined', 'removed')
}

function suspend(node: TestNode, domain: TestDomain): void {
  if (domain.state === 'paused') return
  if (domain.state === 'crashed') throw notRunning()
  domain.become('paused', 'user')
  node.announce(domain, 'suspended', 'paused')
}

function resume(node: TestNode, domain: TestDomain): void {
  if (domain.state !== 'paused') throw notValid(`domain '${domain.name}' not paused`)
  domain.become('running', 'unpaused')
  node.announce(domain, 'resumed', 'unpaused')
}

/** What the description wants done when the guest powers off or restarts: start again, or else stop. */
function obey(node: TestNode, domain: TestDomain, action: LifecycleAction): void {
  if (action === 'restart' || action === 'rename-restart') restart(node, domain)
  else halt(node, domain, 'shutdown')
}

import type { DomainConfig } from '@virt/core/config'
import type { AffectFlags, Call, DomainOperations, DomainRef } from '@virt/core/driver'
import { describe } from '../describe.js'
import type { Definition } from '../directory/definition.js'
import { notValid, refusal } from '../refusal.js'
import { rewrittenText } from '../rewrite.js'
import { again, type Session } from '../session.js'

type Resources = Pick<DomainOperations, 'setMaxMemory' | 'setMemory' | 'setVcpus'>

/** What the next start gives the domain. What runs is for other channels to change. */
export function resources(session: Session): Resources {
  const edit = async (
    ref: DomainRef,
    flags: AffectFlags,
    change: (config: DomainConfig) => DomainConfig,
    call: Call,
  ): Promise<void> => {
    const complaint = 'transient domains do not have any persistent config'
    const definition = await session.ownDefinition(ref, complaint, call)
    await mustBeDefinitions(definition, flags, session, call)
    await session.directory.rewrite(again(definition, ref), (before) =>
      rewrittenText(before, { ...change(describe(before)), uuid: ref.uuid }),
    )
  }
  return {
    setMaxMemory: (ref, memory, flags, call) =>
      edit(ref, flags, (config) => withMaxMemory(config, memory), call),
    setMemory: (ref, memory, flags, call) => edit(ref, flags, (config) => withMemory(config, memory), call),
    setVcpus: (ref, count, { maximum, ...flags }, call) =>
      edit(ref, flags, (config) => (maximum ? withMaximum(config, count) : withCurrent(config, count)), call),
  }
}

/** Whether the flags mean the definition and nothing else. */
async function mustBeDefinitions(
  definition: Definition,
  { live, config }: AffectFlags,
  session: Session,
  call: Call,
): Promise<void> {
  if (config && !live) return
  const running = await session.running(definition, call)
  if (running) throw notValid('domain is running, and this channel changes only definitions')
  if (live) throw notValid('domain is not running')
}

function withMaxMemory(config: DomainConfig, memory: number): DomainConfig {
  return { ...config, memory, currentMemory: Math.min(config.currentMemory ?? config.memory, memory) }
}

function withMemory(config: DomainConfig, memory: number): DomainConfig {
  if (memory > config.memory) throw refusal('INVALID_ARG', 'cannot set memory higher than max memory')
  return { ...config, currentMemory: memory }
}

function withCurrent(config: DomainConfig, current: number): DomainConfig {
  const count = config.vcpu?.count ?? 1
  if (current > count)
    throw refusal('INVALID_ARG', `requested vcpus is greater than max allowable vcpus: ${current} > ${count}`)
  return { ...config, vcpu: { ...config.vcpu, count, current: current === count ? undefined : current } }
}

function withMaximum(config: DomainConfig, count: number): DomainConfig {
  const current = Math.min(config.vcpu?.current ?? config.vcpu?.count ?? 1, count)
  return { ...config, vcpu: { ...config.vcpu, count, current: current === count ? undefined : current } }
}

import type {
  AgentOperations,
  BlockOperations,
  DomainOperations,
  FigureOperations,
  InputOperations,
  MetadataOperations,
  PinningOperations,
  PolicyOperations,
  PowerManagementOperations,
} from '@virt/core/driver'
import { blockOperations } from '../blocks/operations.js'
import { wholeStateOperations, type WholeStateOperations } from '../migration/operations.js'
import { agentOperations } from './agent/operations.js'
import type { EngineContext } from './context.js'
import { openConsole } from './console.js'
import { destroyDomain, resumeDomain, suspendDomain } from './control.js'
import { createDomain, defineDomain, setAutostart, startDomain, undefineDomain } from './define.js'
import { configOf, infoOf, recordOf } from './describe.js'
import { deviceOperations, type QemuDeviceOperations } from './device-operations.js'
import { missing } from './domain-list.js'
import { figureOperations } from './figures/operations.js'
import { inputOperations } from './input/operations.js'
import { setMaxMemory, setMemory } from './memory.js'
import { metadataOperations } from './metadata/operations.js'
import { monitorCommand } from './monitor-command.js'
import { policyOperations } from './policy-operations.js'
import { rebootDomain, shutdownDomain } from './power-off.js'
import { threadOperations } from './threads/operations.js'
import { vcpusOf } from './vcpus.js'

/** What a {@link QemuEngine} can do with domains: the contract without what is not there yet. */
export type QemuDomainOperations = Omit<
  DomainOperations,
  'schedulerType' | 'schedulerParameters' | 'setSchedulerParameters'
>

export function domainOperations(context: EngineContext): QemuDomainOperations {
  return {
    ...queries(context),
    ...changes(context),
    ...deviceOperations(context),
    ...blockOperations(context),
    ...wholeStateOperations(context),
    ...agentOperations(context),
    ...figureOperations(context),
    ...inputOperations(context),
    ...metadataOperations(context),
    ...threadOperations(context),
    ...policyOperations(context),
  }
}

/** In files of their own. */
type Elsewhere =
  | keyof AgentOperations
  | keyof BlockOperations
  | keyof QemuDeviceOperations
  | keyof WholeStateOperations
  | keyof FigureOperations
  | keyof InputOperations
  | keyof MetadataOperations
  | keyof PinningOperations
  | keyof PolicyOperations
  | keyof PowerManagementOperations
  | 'setVcpu'
  | 'pinVcpu'

type Query =
  | 'list'
  | 'lookupById'
  | 'lookupByUuid'
  | 'lookupByName'
  | 'osType'
  | 'info'
  | 'config'
  | 'maxMemory'
  | 'vcpus'
  | 'maxVcpus'
  | 'autostart'
  | 'openConsole'
  | 'subscribe'

function queries({ domains, events }: EngineContext): Pick<DomainOperations, Query> {
  return {
    list: async () => Array.from(domains, recordOf),
    lookupById: async (id) => (domains.byId(id) ?? missing(`no domain with matching id ${id}`)).ref,
    lookupByUuid: async (uuid) =>
      (domains.find(uuid) ?? missing(`no domain with matching uuid '${uuid}'`)).ref,
    lookupByName: async (name) =>
      (domains.byName(name) ?? missing(`no domain with matching name '${name}'`)).ref,
    osType: async (ref) => domains.get(ref).config.os.type.name,
    info: async (ref) => infoOf(domains.get(ref)),
    config: async (ref, flags) => configOf(domains.get(ref), flags),
    maxMemory: async (ref) => domains.get(ref).config.memory,
    vcpus: async (ref, call) => vcpusOf(domains.get(ref), call),
    maxVcpus: async (ref) => domains.get(ref).config.vcpu?.count ?? 1,
    autostart: async (ref) => domains.get(ref).autostart,
    openConsole: async (ref, flags, call) => openConsole(domains.get(ref), flags, call),
    subscribe: async (emit) => events.subscribe(emit),
  }
}

function changes(context: EngineContext): Omit<QemuDomainOperations, Query | Elsewhere> {
  const { domains } = context
  return {
    create: async (config, flags, call) => createDomain(context, config, flags, call),
    define: async (config, call) => defineDomain(context, config, call),
    undefine: async (ref, flags, call) => undefineDomain(context, domains.get(ref), flags, call),
    start: async (ref, flags, call) => startDomain(context, domains.get(ref), flags, call),
    suspend: async (ref, call) => suspendDomain(domains.get(ref), call),
    resume: async (ref, call) => resumeDomain(domains.get(ref), call),
    shutdown: async (ref, flags, call) => shutdownDomain(domains.get(ref), flags, call),
    reboot: async (ref, flags, call) => rebootDomain(domains.get(ref), flags, call),
    destroy: async (ref, flags) => destroyDomain(context, domains.get(ref), flags),
    setMaxMemory: async (ref, memory, flags, call) =>
      setMaxMemory(context, domains.get(ref), memory, flags, call),
    setMemory: async (ref, memory, flags, call) => setMemory(context, domains.get(ref), memory, flags, call),
    monitorCommand: async (ref, command, flags, call) =>
      monitorCommand(context, domains.get(ref), command, flags, call),
    setAutostart: async (ref, autostart, call) => setAutostart(context, domains.get(ref), autostart, call),
  }
}

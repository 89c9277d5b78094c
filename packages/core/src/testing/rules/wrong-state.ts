import type { OperationName } from '../../contract/operations.js'
import type { CallOptions } from '../../front/call-options.js'
import type { RuleContext } from '../context.js'
import { equal, refused } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { type Cast, samples, strangers } from '../samples.js'

/** Operations that only make sense while a domain is active. */
const activeOnly = [
  'domains.suspend',
  'domains.resume',
  'domains.shutdown',
  'domains.reboot',
  'domains.destroy',
  'domains.vcpus',
  'domains.save',
  'domains.coreDump',
  'domains.migrate',
  'domains.migrateMaxSpeed',
  'domains.migrateSetMaxSpeed',
  'domains.migrateMaxDowntime',
  'domains.migrateSetMaxDowntime',
  'domains.openConsole',
  'domains.reset',
  'domains.injectNmi',
  'domains.sendKey',
  'domains.screenshot',
  'domains.monitorCommand',
  'domains.controlInfo',
  'domains.blockStats',
  'domains.blockErrors',
  'domains.interfaceStats',
  'domains.memoryStats',
  'domains.cpuStats',
  'domains.pmSuspendForDuration',
  'domains.pmWakeup',
  'domains.setBlockThreshold',
  'domains.agentCommand',
  'domains.fsFreeze',
  'domains.fsThaw',
  'domains.fsTrim',
  'domains.fsInfo',
  'domains.hostname',
  'domains.guestVcpus',
  'domains.setGuestVcpus',
  'domains.authorizedSshKeys',
  'domains.setAuthorizedSshKeys',
  'domains.setUserPassword',
  'domains.guestInfo',
  'domains.time',
  'domains.setTime',
  'domains.interfaceAddresses',
] as const satisfies readonly OperationName[]

/** Operations that change what runs, or the definition, as their flags say. */
const affecting = [
  'domains.setMemory',
  'domains.setVcpus',
  'domains.setVcpu',
  'domains.pinVcpu',
  'domains.attachDevice',
  'domains.detachDevice',
  'domains.setSchedulerParameters',
  'domains.setMemoryStatsPeriod',
  'domains.metadata',
  'domains.setMetadata',
  'domains.setLifecycleAction',
  'domains.emulatorPin',
  'domains.pinEmulator',
  'domains.ioThreads',
  'domains.pinIoThread',
  'domains.addIoThread',
  'domains.deleteIoThread',
  'domains.setIoThreadParams',
] as const satisfies readonly OperationName[]

const castOf = async (context: RuleContext, domain: Cast['domain']): Promise<Cast> => ({
  ...(await strangers(context, context.connection)),
  domain,
})

const needsActive = (name: OperationName): Rule =>
  rule(`${name} of a domain that is off is OPERATION_INVALID`, [name, 'domains.define'], async (context) => {
    const cast = await castOf(context, await context.define())
    await refused(samples[name](cast), 'OPERATION_INVALID', name)
    if (context.connection.supports('domains.info'))
      equal((await cast.domain.info()).state, 'shutoff', 'the state afterwards')
  })

const liveNeedsActive = (name: OperationName): Rule =>
  rule(
    `${name} with 'live' of a domain that is off is OPERATION_INVALID`,
    [name, 'domains.define'],
    async (context) => {
      const cast = await castOf(context, await context.define())
      await refused(samples[name](cast, { live: true } as CallOptions), 'OPERATION_INVALID', name)
    },
  )

const configNeedsDefinition = (name: OperationName): Rule =>
  rule(
    `${name} with 'config' of a transient domain is OPERATION_INVALID`,
    [name, 'domains.create'],
    async (context) => {
      const domain = await context.connection.createDomain(context.config())
      const cast = await castOf(context, domain)
      await refused(samples[name](cast, { config: true } as CallOptions), 'OPERATION_INVALID', name)
    },
  )

const startedTwice: Rule = rule(
  'domains.start of a domain that runs is OPERATION_INVALID, and leaves it alone',
  ['domains.start'],
  async (context) => {
    const domain = await context.running()
    const id = domain.id
    await refused(domain.start(), 'OPERATION_INVALID', 'starting it again')
    if (context.connection.supports('domains.info')) equal((await domain.info()).id, id, 'the id afterwards')
  },
)

const destroyedTwice: Rule = rule(
  'domains.destroy of a domain that was destroyed is OPERATION_INVALID',
  ['domains.define', 'domains.start', 'domains.destroy'],
  async (context) => {
    const domain = await context.running()
    await domain.destroy()
    await refused(domain.destroy(), 'OPERATION_INVALID', 'destroying it again')
  },
)

const resumedTwice: Rule = rule(
  'domains.resume of a domain that is not paused is OPERATION_INVALID',
  ['domains.resume'],
  async (context) => {
    const domain = await context.running()
    await refused(domain.resume(), 'OPERATION_INVALID', 'resuming a running domain')
  },
)

const maxMemoryFixed: Rule = rule(
  'domains.setMaxMemory of a domain that runs is OPERATION_INVALID, where definitions have a maximum of their own',
  ['domains.setMaxMemory', 'domains.maxMemory', 'domains.define'],
  async (context) => {
    if (!context.runs) return
    const domain = await context.running()
    const memory = await domain.maxMemory()
    await refused(domain.setMaxMemory(memory), 'OPERATION_INVALID', 'changing the maximum of what runs')
  },
)

const persistentOnly = (name: 'domains.undefine' | 'domains.setAutostart'): Rule =>
  rule(`${name} of a transient domain is OPERATION_INVALID`, [name, 'domains.create'], async (context) => {
    const domain = await context.connection.createDomain(context.config())
    await refused(samples[name](await castOf(context, domain)), 'OPERATION_INVALID', name)
  })

export const wrongStateRules: readonly Rule[] = [
  ...activeOnly.map(needsActive),
  ...affecting.map(liveNeedsActive),
  ...affecting.map(configNeedsDefinition),
  startedTwice,
  destroyedTwice,
  resumedTwice,
  maxMemoryFixed,
  persistentOnly('domains.undefine'),
  persistentOnly('domains.setAutostart'),
]

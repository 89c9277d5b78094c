import type { Call, DomainOperations, DomainRef, SchedulerParameters } from '@virt/core/driver'
import { checkAffected } from '../affect.js'
import { type Facts, isActive } from '../protocol/facts.js'
import { number } from '../protocol/numbers.js'
import { text } from '../sxp/index.js'
import { refusal } from '../transport/failure.js'
import type { XendHost } from '../xend-host.js'

type Scheduling = Pick<DomainOperations, 'schedulerType' | 'schedulerParameters' | 'setSchedulerParameters'>

/** The parameters of each scheduler that xend has operations for, and the part of their names. */
const schedulers: Readonly<Record<string, { readonly op: string; readonly names: readonly string[] }>> = {
  credit: { op: 'domain_sched_credit', names: ['weight', 'cap'] },
  credit2: { op: 'domain_sched_credit2', names: ['weight'] },
}

/** Since 3.0.3, whose only scheduler with operations is `credit`; the node names it since 3.1. */
export function schedulerOperations(host: XendHost): Scheduling {
  const { xend, inventory } = host
  const type = async (call: Call): Promise<string> => text(await xend.node(call), 'xen_scheduler') || 'credit'
  return {
    async schedulerType(domain, call) {
      await inventory.find(domain, call)
      return type(call)
    },

    schedulerParameters: async (domain, call) => read(host, domain, await type(call), call),

    async setSchedulerParameters(domain, parameters, flags, call) {
      const { facts, reference } = await inventory.find(domain, call)
      await checkAffected(host, facts, flags)
      const scheduler = await type(call)
      const { op } = check(scheduler, parameters, facts)
      if (Object.keys(parameters).length === 0) return
      const whole = { ...(await read(host, domain, scheduler, call)), ...parameters }
      await xend.operate(reference, `${op}_set`, whole, call)
    },
  }
}

/** The hypervisor's own figures while it runs, which only a POST asks for; else those of the description. */
async function read(
  host: XendHost,
  domain: DomainRef,
  scheduler: string,
  call: Call,
): Promise<SchedulerParameters> {
  const { facts, reference } = await host.inventory.find(domain, call)
  const { op, names } = known(scheduler)
  if (!isActive(facts) || host.readOnly) return described(facts, names)
  const answer = await host.xend.operate(reference, `${op}_get`, {}, call)
  const values = new Map(pairs(String(answer)))
  return Object.fromEntries(
    names.flatMap((name) => (values.has(name) ? [[name, values.get(name) ?? 0]] : [])),
  )
}

function described({ sxp }: Facts, names: readonly string[]): SchedulerParameters {
  return Object.fromEntries(names.map((name) => [name, number(sxp, `cpu_${name}`) ?? 0]))
}

/** A Python dictionary, printed: `{'cap': 0, 'weight': 256}`. */
function pairs(dictionary: string): readonly (readonly [string, number])[] {
  return [...dictionary.matchAll(/'(\w+)': (\d+)/g)].map(([, name = '', value]) => [name, Number(value)])
}

function check(
  scheduler: string,
  parameters: SchedulerParameters,
  { maxVcpus }: Facts,
): { readonly op: string } {
  const { op, names } = known(scheduler)
  const limits: Readonly<Record<string, readonly [number, number]>> = {
    weight: [1, 65_535],
    cap: [0, 100 * maxVcpus],
  }
  for (const [name, value] of Object.entries(parameters)) {
    const [least, most] = (names.includes(name) && limits[name]) || []
    if (least === undefined || most === undefined)
      throw refusal('INVALID_ARG', `scheduler '${scheduler}' has no parameter '${name}'`)
    if (!Number.isInteger(value) || value < least || value > most)
      throw refusal('INVALID_ARG', `${name} must be an integer from ${least} to ${most}, not ${value}`)
  }
  return { op }
}

function known(scheduler: string): { readonly op: string; readonly names: readonly string[] } {
  const found = Object.hasOwn(schedulers, scheduler) ? schedulers[scheduler] : undefined
  if (found) return found
  throw refusal('OPERATION_UNSUPPORTED', `the parameters of scheduler '${scheduler}'`)
}

import type { DomainOperations, DomainRef, SchedulerParameters } from '@virt/core/driver'
import type { Hypervisor } from '../hypercalls/hypervisor.js'
import { refusal } from '../hypercalls/refusal.js'
import type { Scheduler, Weight } from '../hypercalls/scheduler.js'
import { find, onlyLive } from './find.js'

type Scheduling = Pick<DomainOperations, 'schedulerType' | 'schedulerParameters' | 'setSchedulerParameters'>

/** Least and most; 65535 as a cap means «unchanged» to Xen, 0 as a weight likewise. */
const ranges: Readonly<Record<keyof Weight, readonly [least: number, most: number]>> = {
  weight: [1, 65_535],
  cap: [0, 65_534],
}

export function scheduling(hypervisor: Hypervisor): Scheduling {
  return {
    schedulerType: async (ref) => hypervisor.scheduler(find(hypervisor, ref)).name,
    schedulerParameters: async (ref) => {
      const [id, scheduler] = weighted(hypervisor, ref)
      return { ...hypervisor.weight(id, scheduler) }
    },
    setSchedulerParameters: async (ref, parameters, flags) => {
      onlyLive(flags)
      const [id, scheduler] = weighted(hypervisor, ref)
      const changes = checked(parameters, scheduler)
      hypervisor.setWeight(id, scheduler, { ...hypervisor.weight(id, scheduler), ...changes })
    },
  }
}

function weighted(hypervisor: Hypervisor, ref: DomainRef): [id: number, scheduler: Scheduler] {
  const record = find(hypervisor, ref)
  const scheduler = hypervisor.scheduler(record)
  if (scheduler.weighted) return [record.id, scheduler]
  throw refusal(
    'OPERATION_UNSUPPORTED',
    `the scheduler '${scheduler.name}' has no weight and cap, only 'credit' and 'credit2' do`,
  )
}

function checked(parameters: SchedulerParameters, { name }: Scheduler): Partial<Weight> {
  for (const [parameter, value] of Object.entries(parameters)) {
    const range = Object.hasOwn(ranges, parameter) ? ranges[parameter as keyof Weight] : undefined
    if (!range) throw invalid(`the scheduler '${name}' has no parameter '${parameter}'`)
    const [least, most] = range
    if (!Number.isInteger(value) || value < least || value > most)
      throw invalid(`${parameter} must be an integer from ${least} to ${most}, not ${value}`)
  }
  return parameters
}

const invalid = (detail: string): Error => refusal('INVALID_ARG', detail)

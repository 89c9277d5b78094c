import type { DomainOperations, SchedulerParameters } from '@virt/core/driver'
import { affected } from '../affect.js'
import { refusal } from '../refusal.js'
import type { TestNode } from '../test-node.js'

type Scheduler = Pick<DomainOperations, 'schedulerType' | 'schedulerParameters' | 'setSchedulerParameters'>

const largestWeight = 0xffff_ffff

export function scheduler(node: TestNode): Scheduler {
  return {
    schedulerType: async (ref) => {
      node.domain(ref)
      return 'fair'
    },
    schedulerParameters: async (ref) => {
      const { active, weight } = node.domain(ref)
      return { weight: active ? weight.live : weight.config }
    },
    setSchedulerParameters: async (ref, parameters, flags) => {
      const domain = node.domain(ref)
      const weight = parseWeight(parameters)
      const { live, config } = affected(domain, flags)
      if (weight === undefined) return
      if (live) domain.weight.live = weight
      if (config) domain.weight.config = weight
    },
  }
}

function parseWeight({ weight, ...unknown }: SchedulerParameters): number | undefined {
  const [name] = Object.keys(unknown)
  if (name !== undefined) throw refusal('INVALID_ARG', `parameter '${name}' not supported`)
  if (weight !== undefined && !(Number.isInteger(weight) && weight >= 0 && weight <= largestWeight))
    throw refusal('INVALID_ARG', `parameter 'weight' must be an integer from 0 to ${largestWeight}`)
  return weight
}

import { equal, refused } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { vcpuInfo, whole } from '../shapes.js'

export const vcpuRules: readonly Rule[] = [
  rule(
    'domains.vcpus has one row for each vcpu of a domain that runs',
    ['domains.vcpus', 'domains.info'],
    async (context) => {
      const domain = await context.running()
      const [vcpus, info] = [await domain.vcpus(), await domain.info()]
      equal(vcpus.length, info.vcpus, 'how many rows there are')
      vcpus.forEach(vcpuInfo)
    },
  ),
  rule(
    'domains.maxVcpus is at least what the domain has',
    ['domains.maxVcpus', 'domains.info'],
    async (context) => {
      const domain = await context.domain()
      whole(await domain.maxVcpus(), 'the most vcpus', (await domain.info()).vcpus)
    },
  ),
  rule(
    "domains.setVcpus with 'maximum' and then without changes both numbers of a definition",
    ['domains.setVcpus', 'domains.maxVcpus', 'domains.info', 'domains.define'],
    async (context) => {
      const domain = await context.define()
      await domain.setVcpus(4, { maximum: true, config: true })
      await domain.setVcpus(2, { config: true })
      equal(
        [await domain.maxVcpus(), (await domain.info()).vcpus],
        [4, 2],
        'the most vcpus, and how many it has',
      )
    },
  ),
  rule(
    'domains.setVcpus above the maximum is INVALID_ARG',
    ['domains.setVcpus', 'domains.maxVcpus', 'domains.define'],
    async (context) => {
      const domain = await context.define()
      await refused(
        domain.setVcpus((await domain.maxVcpus()) + 1),
        'INVALID_ARG',
        'asking for one vcpu too many',
      )
    },
  ),
  rule(
    'domains.pinVcpu ties a vcpu of a domain that runs to host CPUs',
    ['domains.pinVcpu', 'domains.vcpus'],
    async (context) => {
      const domain = await context.running()
      const cpu = (await domain.vcpus())[0]?.affinity[0] ?? 0
      await domain.pinVcpu(0, [cpu])
      equal((await domain.vcpus())[0]?.affinity, [cpu], 'the CPUs that it may use')
    },
  ),
  rule(
    'domains.pinVcpu of a vcpu that the domain does not have is INVALID_ARG',
    ['domains.pinVcpu', 'domains.maxVcpus'],
    async (context) => {
      const domain = await context.running()
      await refused(domain.pinVcpu(await domain.maxVcpus(), [0]), 'INVALID_ARG', 'pinning it')
    },
  ),
]

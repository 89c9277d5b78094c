import { keyValues } from './options.js'
import { unsupported, type Plan } from './plan.js'

/** `-smp`. */
export function processorOptions({ config, machine }: Plan): readonly string[] {
  const count = config.vcpu?.count ?? 1
  const current = config.vcpu?.current ?? count
  if (count > machine.maxCpus)
    throw unsupported(`Maximum CPUs greater than specified machine type limit ${machine.maxCpus}`)
  const { sockets, dies, cores, threads } = config.cpu?.topology ?? { sockets: count, cores: 1, threads: 1 }
  if (sockets * (dies ?? 1) * cores * threads !== count)
    throw unsupported("CPU topology doesn't match maximum vcpu count")
  const maxcpus = current === count ? undefined : count
  return [
    '-smp',
    keyValues(String(current), { maxcpus, sockets, dies: dies === 1 ? undefined : dies, cores, threads }),
  ]
}

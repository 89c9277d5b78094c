import type { CpuTune, DomainConfig, IoThreadScheduler, VcpuScheduler } from '@virt/core/config'
import { parseCpuList } from '../../host/cpu-list.js'
import { refuse, type Rule } from './rule.js'

/** Refuse shares of the host that cannot be given, or that nobody could get. */
export function checkTuning(config: DomainConfig): void {
  const { cputune = {}, blkiotune, vcpu, type } = config
  const vcpus = Array.from({ length: vcpu?.count ?? 1 }, (_, id) => id)
  refuse([
    ...shareRules(cputune, type),
    ...schedulerRules('vcpus', cputune.vcpuScheds ?? [], vcpus),
    ...schedulerRules('iothreads', cputune.iothreadScheds ?? [], ioThreads(config)),
    ...pinRules(cputune),
    ...deviceRules(blkiotune?.devices?.map(({ path }) => path) ?? []),
  ])
}

function ioThreads({ iothreads = 0, iothreadIds }: DomainConfig): readonly number[] {
  return iothreadIds?.map(({ id }) => id) ?? Array.from({ length: iothreads }, (_, index) => index + 1)
}

function shareRules({ shares, cacheTunes, memoryTunes }: CpuTune, type: string): readonly Rule[] {
  const [least, most] = [2, 262_144]
  return [
    [
      shares && (shares < least || shares > most),
      `Value of cputune 'shares' must be in range [${least}, ${most}]`,
    ],
    [(cacheTunes ?? memoryTunes) && type !== 'kvm', 'cachetune is only supported for KVM domains'],
  ]
}

type Threads = 'vcpus' | 'iothreads'

function schedulerRules(
  kind: Threads,
  rows: readonly (VcpuScheduler | IoThreadScheduler)[],
  present: readonly number[],
): readonly Rule[] {
  const taken = new Set<number>()
  const name = `${kind.slice(0, -1)}sched`
  return rows.flatMap((row): readonly Rule[] => {
    const ids = parseCpuList('vcpus' in row ? row.vcpus : row.iothreads)
    const twice = ids.some((id) => taken.has(id))
    for (const id of ids) taken.add(id)
    const real = row.scheduler === 'fifo' || row.scheduler === 'rr'
    return [
      [real && row.priority === undefined, 'missing scheduler priority', 'XML_ERROR'],
      [twice, `${name} attributes '${kind}' must not overlap`, 'XML_DETAIL'],
      [
        ids.some((id) => !present.includes(id)),
        `${name} attribute '${kind}' names what the domain does not have`,
        'XML_ERROR',
      ],
    ]
  })
}

function pinRules({ iothreadPins = [] }: CpuTune): readonly Rule[] {
  return iothreadPins.map(({ iothread }, index) => [
    iothreadPins.slice(0, index).some((other) => other.iothread === iothread),
    `duplicate iothreadpin for same iothread '${iothread}'`,
    'XML_ERROR',
  ])
}

function deviceRules(paths: readonly string[]): readonly Rule[] {
  return paths.map((path, index) => [paths.indexOf(path) !== index, `duplicate blkio device path '${path}'`])
}

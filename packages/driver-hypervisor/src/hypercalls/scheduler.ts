import type { Caller } from './caller.js'
import type { DomainRecord } from './domain-record.js'

/** `XEN_SCHEDULER_*`. */
const names: Readonly<Record<number, string>> = {
  4: 'sedf',
  5: 'credit',
  6: 'credit2',
  7: 'arinc653',
  8: 'rtds',
  9: 'null',
}

/** Those whose parameters are a weight and a cap. */
const weighted: readonly string[] = ['credit', 'credit2']

const poolInfo = 3
const put = 0
const get = 1

export interface Scheduler {
  readonly id: number
  /** `credit2`; `scheduler 12` for one that came later. */
  readonly name: string
  readonly weighted: boolean
}

export interface Weight {
  /** Its share of the CPUs relative to others, 1 to 65535. */
  readonly weight: number
  /** The most that it may have, in percent of one CPU; 0: no limit. */
  readonly cap: number
}

/** The scheduler of the domain's own pool of CPUs. */
export function schedulerOf(caller: Caller, { cpupool }: DomainRecord): Scheduler {
  const id =
    cpupool === undefined || !caller.has('cpupoolOp') || cpupool === noPool
      ? caller.call('schedId')('schedId')
      : caller.call('cpupoolOp', { op: poolInfo, cpupoolId: cpupool })('schedId')
  const name = names[id] ?? `scheduler ${id}`
  return { id, name, weighted: weighted.includes(name) }
}

const noPool = 0xffff_ffff

export function weightOf(caller: Caller, domain: number, { id }: Scheduler): Weight {
  const reply = caller.call('schedulerOp', { schedId: id, cmd: get }, domain)
  return { weight: reply('weight'), cap: reply('cap') }
}

export function setWeight(caller: Caller, domain: number, { id }: Scheduler, { weight, cap }: Weight): void {
  caller.call('schedulerOp', { schedId: id, cmd: put, weight, cap }, domain)
}

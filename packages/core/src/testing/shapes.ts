import type { DomainInfo, VcpuInfo } from '../contract/domains.js'
import type { DomainStats } from '../contract/figures.js'
import { domainStates, stateReasons, type DomainState, vcpuStates } from '../contract/states.js'
import { expect, show } from './expect.js'

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function whole(value: unknown, what: string, least = 0): void {
  expect(
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least,
    `${what} is ${show(value)}, not a whole number from ${least}`,
  )
}

/** Nanoseconds since boot may outgrow what a number holds exactly. */
export function nanoseconds(value: unknown, what: string): void {
  expect(
    typeof value === 'number' && Number.isInteger(value) && value >= 0,
    `${what} is ${show(value)}, not a number of nanoseconds`,
  )
}

/** An id is there exactly while the domain is active. */
export function reference(value: { name?: unknown; uuid?: unknown; id?: unknown }, active?: boolean): void {
  const { name, uuid, id } = value
  expect(typeof name === 'string' && name !== '', `the name is ${show(name)}`)
  expect(typeof uuid === 'string' && uuidShape.test(uuid), `the uuid is ${show(uuid)}`)
  if (id !== undefined) whole(id, 'the id')
  if (active !== undefined)
    expect(
      active === (id !== undefined),
      `the id of a domain that is ${active ? 'active' : 'off'} is ${show(id)}`,
    )
}

export function stateAndReason({ state, reason }: { state: unknown; reason?: unknown }): void {
  expect(domainStates.includes(state as DomainState), `the state is ${show(state)}`)
  const reasons: readonly unknown[] = stateReasons[state as DomainState]
  expect(
    reason === undefined || reasons.includes(reason),
    `the reason is ${show(reason)}, none of those of '${String(state)}'`,
  )
}

export const isOff = (state: DomainState): boolean => state === 'shutoff'

/** Whether a guest that was left alone may be in this state: an idle one is blocked on some hypervisors. */
export const goesOn = (state: DomainState): boolean => ['running', 'blocked', 'nostate'].includes(state)

export function domainInfo(info: DomainInfo): void {
  stateAndReason(info)
  whole(info.maxMemory, 'maxMemory')
  whole(info.memory, 'memory')
  whole(info.vcpus, 'vcpus', 1)
  nanoseconds(info.cpuTime, 'cpuTime')
  const off = isOff(info.state)
  if (off) expect(info.id === undefined, `the id of a domain that is off is ${show(info.id)}`)
}

export function domainStats(stats: DomainStats): void {
  reference(stats.domain)
  stateAndReason(stats)
  if (stats.cpu) nanoseconds(stats.cpu.time, 'cpu.time')
  if (stats.balloon) {
    whole(stats.balloon.current, 'balloon.current')
    whole(stats.balloon.maximum, 'balloon.maximum')
  }
  if (!stats.vcpus) return
  whole(stats.vcpus.current, 'vcpus.current', 1)
  whole(stats.vcpus.maximum, 'vcpus.maximum', stats.vcpus.current)
}

export function vcpuInfo(vcpu: VcpuInfo, number: number): void {
  expect(vcpu.number === number, `vcpu ${number} has the number ${show(vcpu.number)}`)
  expect(vcpuStates.includes(vcpu.state), `the state of vcpu ${number} is ${show(vcpu.state)}`)
  nanoseconds(vcpu.cpuTime, `cpuTime of vcpu ${number}`)
  if (vcpu.cpu !== undefined) whole(vcpu.cpu, `cpu of vcpu ${number}`)
  vcpu.affinity.forEach((cpu) => whole(cpu, `a host CPU of vcpu ${number}`))
  const ascending = vcpu.affinity.every(
    (cpu, index) => index === 0 || cpu > (vcpu.affinity[index - 1] ?? cpu),
  )
  expect(ascending && vcpu.affinity.length > 0, `the affinity of vcpu ${number} is ${show(vcpu.affinity)}`)
}

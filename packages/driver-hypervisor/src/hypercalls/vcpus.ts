import type { Caller } from './caller.js'
import { bytesFor, readCpuMap, writeCpuMap } from './cpu-map.js'
import { refusal } from './refusal.js'

export interface VcpuRecord {
  readonly online: boolean
  readonly blocked: boolean
  readonly running: boolean
  /** Nanoseconds. */
  readonly cpuTime: number
  /** The host CPU that it ran on last. */
  readonly cpu: number
}

/** CPUs that a map of the first interface has room for. */
const wordBits = 64

/** `XEN_VCPUAFFINITY_HARD`: where it may run, not where it would rather. */
const hard = 1

export function vcpuOf(caller: Caller, domain: number, vcpu: number): VcpuRecord {
  const reply = caller.call('getvcpuinfo', { vcpu }, domain)
  return {
    online: reply('online') !== 0,
    blocked: reply('blocked') !== 0,
    running: reply('running') !== 0,
    cpuTime: reply('cpuTime'),
    cpu: reply('cpu'),
  }
}

/** The host CPUs that a vcpu may run on, of the first `cpus`. */
export function affinityOf(caller: Caller, domain: number, vcpu: number, cpus: number): number[] {
  if (!caller.has('getvcpuaffinity')) return affinityInWord(caller, domain, vcpu)
  const size = bytesFor(cpus)
  const map = mapOf(caller, size).fill(0)
  caller.call('getvcpuaffinity', { vcpu, flags: hard, bitmap: caller.dataAddress, nrBits: size * 8 }, domain)
  return readCpuMap(map, cpus)
}

function affinityInWord(caller: Caller, domain: number, vcpu: number): number[] {
  const map = Buffer.alloc(wordBits / 8)
  const reply = caller.call('getvcpuinfo', { vcpu }, domain)
  map.writeUInt32LE(reply('cpumap'), 0)
  map.writeUInt32LE(reply('cpumapHigh'), 4)
  return readCpuMap(map, wordBits)
}

export function setAffinity(
  caller: Caller,
  domain: number,
  vcpu: number,
  cpus: readonly number[],
  hostCpus: number,
): void {
  const size = bytesFor(caller.has('getvcpuaffinity') ? hostCpus : wordBits)
  const map = mapOf(caller, Math.max(size, wordBits / 8))
  writeCpuMap(map, cpus)
  const inWord = { vcpu, cpumap: map.readUInt32LE(0), cpumapHigh: map.readUInt32LE(4) }
  const inMap = { vcpu, flags: hard, bitmap: caller.dataAddress, nrBits: size * 8 }
  caller.call('setvcpuaffinity', caller.has('getvcpuaffinity') ? inMap : inWord, domain)
}

function mapOf(caller: Caller, size: number): Buffer {
  if (size <= caller.data.length) return caller.data.subarray(0, size)
  throw refusal('OVERFLOW', `a map of ${size * 8} CPUs`)
}

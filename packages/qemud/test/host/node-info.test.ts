import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { corpus, peer } from '../../../../tools/peers.mjs'
import { nodeInfo } from '../../src/host/node-info.js'

interface Case {
  readonly case: string
  readonly arch: string
  readonly cpuinfo: string
  readonly expected: string
  readonly sysfs?: string
}

const directory = join(corpus, 'nodeinfo')
// Its recording has no links from NUMA nodes to CPUs.
const incomplete = new Set(['test3'])
const cases = peer('corpus')
  ? (JSON.parse(readFileSync(join(directory, 'cases.json'), 'utf8')) as Case[]).filter(
      (each) =>
        !incomplete.has(each.case) && each.sysfs !== undefined && existsSync(join(directory, each.sysfs)),
    )
  : []

describe.skipIf(!peer('corpus'))("nodeInfo counts libvirt's recorded hosts as libvirt does", () => {
  it.each(cases)('$case ($arch)', ({ arch, cpuinfo, sysfs, expected }) => {
    const info = nodeInfo({
      architecture: arch,
      cpuinfo: join(directory, cpuinfo),
      meminfo: '/proc/meminfo',
      system: join(directory, sysfs!),
    })
    const [, total] = /^CPUs: \d+\/(\d+)/.exec(readFileSync(join(directory, expected), 'utf8')) ?? []
    expect(
      `CPUs: ${info.cpus}/${total}, MHz: ${info.mhz}, Nodes: ${info.nodes}, ` +
        `Sockets: ${info.sockets}, Cores: ${info.cores}, Threads: ${info.threads}`,
    ).toBe(readFileSync(join(directory, expected), 'utf8').trim())
  })
})

describe('nodeInfo of this host', () => {
  it('has processors and memory', () => {
    const info = nodeInfo()
    expect(info.nodes * info.sockets * info.cores * info.threads).toBeGreaterThanOrEqual(info.cpus)
    expect(info.memory).toBeGreaterThan(0)
  })
})

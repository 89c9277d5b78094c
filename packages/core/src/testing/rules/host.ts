import { parseCapabilities, parseDomainCapabilities } from '../../config.js'
import { equal, expect, show } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { whole } from '../shapes.js'

export const hostRules: readonly Rule[] = [
  rule('host.type is a name', ['host.type'], async ({ connection }) => {
    const type = await connection.type()
    expect(typeof type === 'string' && type !== '', `the type is ${show(type)}`)
  }),
  rule(
    'host.version is major * 1,000,000 + minor * 1,000 + release',
    ['host.version'],
    async ({ connection }) => whole(await connection.version(), 'the version'),
  ),
  rule('host.hostname is a name', ['host.hostname'], async ({ connection }) => {
    const name = await connection.hostname()
    expect(typeof name === 'string' && name !== '', `the host name is ${show(name)}`)
  }),
  rule('host.maxVcpus is at least 1', ['host.maxVcpus'], async ({ connection }) =>
    whole(await connection.maxVcpus(), 'the most vcpus', 1),
  ),
  rule('host.nodeInfo describes a machine', ['host.nodeInfo'], async ({ connection }) => {
    const info = await connection.nodeInfo()
    expect(typeof info.model === 'string' && info.model !== '', `the model is ${show(info.model)}`)
    whole(info.mhz, 'mhz')
    for (const key of ['memory', 'cpus', 'nodes', 'sockets', 'cores', 'threads'] as const)
      whole(info[key], key, 1)
    const places = info.nodes * info.sockets * info.cores * info.threads
    expect(info.cpus <= places, `${info.cpus} CPUs are active in a machine with places for ${places}`)
  }),
  rule(
    'host.freeMemory is in bytes, and no more than the host has',
    ['host.freeMemory'],
    async ({ connection }) => {
      const free = await connection.freeMemory()
      whole(free, 'free memory')
      if (!connection.supports('host.nodeInfo')) return
      const { memory } = await connection.nodeInfo()
      expect(free <= memory * 1024, `${free} bytes are free of ${memory} KiB`)
    },
  ),
  rule(
    'host.capabilities describe the host, in XML that can be read',
    ['host.capabilities'],
    async ({ connection }) => {
      const capabilities = await connection.capabilities()
      const { host } = capabilities
      expect(typeof host === 'object', `the host is ${show(host)}`)
      const text = await connection.capabilitiesXml()
      equal(typeof parseCapabilities(text).host, 'object', 'the host that the XML describes')
    },
  ),
  rule(
    'host.domainCapabilities tell of one kind of domain, in XML that can be read',
    ['host.domainCapabilities'],
    async ({ connection }) => {
      const { arch, domain, machine } = await connection.domainCapabilities()
      expect(typeof arch === 'string' && arch !== '', `the architecture is ${show(arch)}`)
      const text = await connection.domainCapabilitiesXml({ arch, type: domain, machine })
      equal(parseDomainCapabilities(text).machine, machine, 'the machine that the XML tells of')
    },
  ),
]

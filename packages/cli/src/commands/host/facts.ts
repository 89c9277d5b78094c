import { VirtError } from '@virt/core'
import { format, present } from '../../output/format.js'
import { formatRecord } from '../../output/record.js'
import { command, type Command } from '../../parser/command.js'
import { Failure } from '../../parser/failure.js'
import { string } from '../../parser/options.js'
import { version as programVersion } from '../../version.js'

export const capabilities: Command = command({
  name: 'capabilities',
  summary: 'capabilities',
  description: 'Returns capabilities of hypervisor/driver.',
  options: {},
  run: async (session) => {
    const connection = await session.connection()
    session.output.line(await connection.capabilitiesXml(session.call))
  },
})

export const hostname: Command = command({
  name: 'hostname',
  summary: 'print the hypervisor hostname',
  options: {},
  run: async (session) => {
    const connection = await session.connection()
    session.output.line(await connection.hostname(session.call))
  },
})

export const uri: Command = command({
  name: 'uri',
  summary: 'print the hypervisor canonical URI',
  options: {},
  run: async (session) => session.output.line((await session.connection()).uri),
})

export const maxvcpus: Command = command({
  name: 'maxvcpus',
  summary: 'connection vcpu maximum',
  description: 'Show maximum number of virtual CPUs for guests on this connection.',
  options: {
    type: string('domain type'),
  },
  run: async (session, { type }) => {
    const connection = await session.connection()
    session.output.line(String(await connection.maxVcpus(type, session.call)))
  },
})

export const nodeinfo: Command = command({
  name: 'nodeinfo',
  summary: 'node information',
  description: 'Returns basic information about the node.',
  options: { format },
  run: async (session, { format: wanted }) => {
    const connection = await session.connection()
    const info = await connection.nodeInfo(session.call)
    present(session, wanted, info, () =>
      formatRecord(
        [
          ['CPU model', info.model],
          ['CPU(s)', info.cpus],
          ['CPU frequency', `${info.mhz} MHz`],
          ['CPU socket(s)', info.sockets],
          ['Core(s) per socket', info.cores],
          ['Thread(s) per core', info.threads],
          ['NUMA cell(s)', info.nodes],
          ['Memory size', `${info.memory} KiB`],
        ],
        20,
      ),
    )
  },
})

export const version: Command = command({
  name: 'version',
  summary: 'show version',
  description: 'Display the system version information.',
  options: { format },
  run: async (session, { format: wanted }) => {
    const connection = await session.connection()
    const type = await connection.type(session.call)
    const hypervisor = await hypervisorVersion(connection.version(session.call))
    const facts = { library: programVersion, type, hypervisor }
    const running = hypervisor
      ? `Running hypervisor: ${type} ${hypervisor}`
      : `Cannot extract running ${type} hypervisor version`
    present(session, wanted, facts, () =>
      [
        `Compiled against library: virt ${programVersion}`,
        `Using library: virt ${programVersion}`,
        `Using API: ${type} ${programVersion}`,
        running,
      ]
        .map((line) => `${line}\n`)
        .join(''),
    )
  },
})

/** `7.2.0`; nothing when the hypervisor does not say. */
async function hypervisorVersion(asked: Promise<number>): Promise<string | undefined> {
  try {
    const number = await asked
    return [number / 1e6, (number / 1e3) % 1e3, number % 1e3].map(Math.floor).join('.')
  } catch (cause) {
    if (VirtError.is(cause) && cause.code === 'NO_SUPPORT') return undefined
    throw new Failure('failed to get the hypervisor version', { cause })
  }
}

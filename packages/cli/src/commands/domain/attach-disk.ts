import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { command, type Alias, type Command } from '../../parser/command.js'
import { exclusive, requires } from '../../parser/exclusive.js'
import { attempt, Failure } from '../../parser/failure.js'
import { bool, data, string } from '../../parser/options.js'
import type { Session } from '../../session.js'
import { domainNames, fileNames } from '../../shell/names.js'
import { affectedDevice, affecting } from '../shared/affect.js'
import { domain } from '../shared/lookup.js'
import { attributes, escapeXml, indent } from '../shared/xml.js'
import { diskAddress } from './disk-address.js'

const named = { named: true } as const
const shareable: Alias = { type: 'alias', of: 'mode', value: 'shareable' }

const look = {
  targetbus: string('target bus of disk device', named),
  driver: string('driver of disk device', named),
  subdriver: string('subdriver of disk device', named),
  iothread: string('IOThread to be used by supported device', named),
  cache: string('cache mode of disk device', named),
  io: string('io policy of disk device', named),
  type: string('target device type', named),
  shareable,
  mode: string('mode of device reading and writing', named),
  sourcetype: string('type of source (block|file|network)', named),
  serial: string('serial of disk device', named),
  wwn: string('wwn of disk device', named),
  alias: string('custom alias name of disk device', named),
  rawio: bool('needs rawio capability'),
  address: string('address of disk device', named),
  multifunction: bool('use multifunction pci under specified address'),
  'source-protocol': string('protocol used by disk device source', named),
  'source-host-name': string('host name for source of disk device', named),
  'source-host-transport': string('host transport for source of disk device', named),
  'source-host-socket': string('host socket for source of disk device', named),
} as const

export const attachDisk: Command = command({
  name: 'attach-disk',
  summary: 'attach disk device',
  description: 'Attach new disk device.',
  options: {
    domain: data('domain name, id or uuid', { complete: domainNames }),
    source: data('source of disk device or name of network disk', {
      emptyAllowed: true,
      complete: fileNames,
    }),
    target: data('target of disk device'),
    ...look,
    'print-xml': bool('print XML document rather than attach the disk'),
    persistent: bool('make live change persistent'),
    ...affecting,
  },
  run: async (session, values) => {
    const { persistent, config, live, current } = values
    exclusive({ persistent, current }, 'persistent', 'current')
    exclusive({ config, live, current }, 'current', 'config', 'live')
    const xml = diskXml({ ...values, sourcetype: await sourceType(session, values) })
    if (values['print-xml']) {
      session.output.print(xml)
      return
    }
    const { it } = await domain.read(
      { name: 'domain', values: [values.domain], command: 'attach-disk' },
      session,
    )
    const flags = affectedDevice({ persistent, config, live, current }, it.id !== undefined)
    await attempt('Failed to attach disk', it.attachDevice(xml, { ...flags, ...session.call }))
    session.output.confirm('Disk attached successfully')
  },
})

type SourceType = 'file' | 'block' | 'network'
const sourceTypes: readonly string[] = ['file', 'block', 'network']

/** As the user says, or as the source is: a device node or not. */
async function sourceType(
  session: Session,
  { sourcetype, source }: { sourcetype?: string; source: string },
): Promise<SourceType> {
  if (sourcetype !== undefined) {
    if (sourceTypes.includes(sourcetype)) return sourcetype as SourceType
    throw new Failure(`Unknown source type: '${sourcetype}'`)
  }
  const found = source === '' ? undefined : await stat(resolve(session.cwd, source)).catch(() => undefined)
  return found?.isBlockDevice() ? 'block' : 'file'
}

interface Disk {
  readonly source: string
  readonly target: string
  readonly sourcetype: SourceType
  readonly targetbus?: string
  readonly driver?: string
  readonly subdriver?: string
  readonly iothread?: string
  readonly cache?: string
  readonly io?: string
  readonly type?: string
  readonly mode?: string
  readonly serial?: string
  readonly wwn?: string
  readonly alias?: string
  readonly rawio: boolean
  readonly address?: string
  readonly multifunction: boolean
  readonly 'source-protocol'?: string
  readonly 'source-host-name'?: string
  readonly 'source-host-transport'?: string
  readonly 'source-host-socket'?: string
}

function check(disk: Disk): void {
  if ((disk['source-protocol'] !== undefined) !== (disk.sourcetype === 'network'))
    throw new Failure('--source-protocol option requires --sourcetype network')
  requires({ ...disk }, 'source-host-name', 'source-protocol')
  requires({ ...disk }, 'source-host-transport', 'source-protocol')
  requires({ ...disk }, 'source-host-socket', 'source-protocol')
  requires({ ...disk }, 'source-host-socket', 'source-host-transport')
  if (disk.mode !== undefined && disk.mode !== 'readonly' && disk.mode !== 'shareable')
    throw new Failure(`No support for ${disk.mode} in command 'attach-disk'`)
  if (disk.wwn !== undefined && !/^[0-9a-f]{16}$/i.test(disk.wwn))
    throw new Failure('Malformed wwn: the value must be 16 hexadecimal digits')
}

/** The device description that these options stand for. */
export function diskXml(disk: Disk): string {
  check(disk)
  const { driver: name, subdriver: type, iothread, cache, io } = disk
  const driver = attributes({ name, type, iothread, cache, io })
  const lines = [
    driver && `<driver${driver}/>`,
    sourceXml(disk),
    `<target${attributes({ dev: disk.target, bus: disk.targetbus })}/>`,
    disk.mode && `<${disk.mode}/>`,
    disk.serial && `<serial>${escapeXml(disk.serial)}</serial>`,
    disk.wwn && `<wwn>${escapeXml(disk.wwn)}</wwn>`,
    disk.alias && `<alias${attributes({ name: disk.alias })}/>`,
    disk.address && diskAddress(disk.address, disk.target, disk.multifunction),
  ]
  const inside = lines
    .filter(Boolean)
    .map((line) => `${line}\n`)
    .join('')
  const head = attributes({ type: disk.sourcetype, device: disk.type, rawio: disk.rawio ? 'yes' : undefined })
  return `<disk${head}>\n${indent(inside)}</disk>\n`
}

function sourceXml(disk: Disk): string {
  const { source, sourcetype, 'source-protocol': protocol } = disk
  const name = source === '' ? undefined : source
  if (sourcetype === 'network') {
    const host = hostXml(disk)
    const head = `<source${attributes({ protocol, name })}`
    return host ? `${head}>\n  ${host}\n</source>` : `${head}/>`
  }
  return name === undefined
    ? ''
    : `<source${attributes({ [sourcetype === 'block' ? 'dev' : 'file']: name })}/>`
}

function hostXml(disk: Disk): string {
  const [, name, port] = /^([^:]*)(?::([\s\S]*))?$/.exec(disk['source-host-name'] ?? '') ?? []
  const host = attributes({
    name: disk['source-host-name'] === undefined ? undefined : name,
    port,
    transport: disk['source-host-transport'],
    socket: disk['source-host-socket'],
  })
  return host && `<host${host}/>`
}

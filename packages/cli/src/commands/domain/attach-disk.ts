import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { VirtError } from '@virt/core'
import { command, type Alias, type Command } from '../../parser/command.js'
import { exclusive, requires } from '../../parser/exclusive.js'
import { attempt, Failure } from '../../parser/failure.js'
import { bool, data, string } from '../../parser/options.js'
import type { Session } from '../../session.js'
import { domainNames, fileNames } from '../../shell/names.js'
import { affectedDevice, affecting } from '../shared/affect.js'
import { domain } from '../shared/lookup.js'
import { attributes, escapeXml, indent } from '../shared/xml.js'
import { diskAddress } from './address.js'

const shareable: Alias = { type: 'alias', of: 'mode', value: 'shareable' }

const look = {
  targetbus: string('target bus of disk device'),
  driver: string('driver of disk device'),
  subdriver: string('subdriver of disk device'),
  iothread: string('IOThread to be used by supported device'),
  cache: string('cache mode of disk device'),
  io: string('io policy of disk device'),
  type: string('target device type'),
  shareable,
  mode: string('mode of device reading and writing'),
  sourcetype: string('type of source (block|file|network)'),
  serial: string('serial of disk device'),
  wwn: string('wwn of disk device'),
  alias: string('custom alias name of disk device'),
  rawio: bool('needs rawio capability'),
  address: string('address of disk device'),
  multifunction: bool('use multifunction pci under specified address'),
  'print-xml': bool('print XML document rather than attach the disk'),
  'source-protocol': string('protocol used by disk device source'),
  'source-host-name': string('host name for source of disk device'),
  'source-host-transport': string('host transport for source of disk device'),
  'source-host-socket': string('host socket for source of disk device'),
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
    persistent: bool('make live change persistent'),
    ...affecting,
  },
  run: async (session, values) => {
    checkCombination(values)
    const { persistent, config, live, current } = values
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

interface SourceWords {
  readonly sourcetype?: string
  readonly source: string
  readonly driver?: string
  readonly 'source-protocol'?: string
}

/** As the user says, or as the source is: on the network, a device node, a file. */
async function sourceType(session: Session, words: SourceWords): Promise<SourceType> {
  const { sourcetype, source, driver } = words
  if (sourcetype !== undefined) {
    if (sourceTypes.includes(sourcetype)) return sourcetype as SourceType
    throw new Failure(`Unknown source type: '${sourcetype}'`)
  }
  if (words['source-protocol'] !== undefined) return 'network'
  if (source === '' || driver === 'file' || driver === 'tap') return 'file'
  const found = await stat(resolve(session.cwd, source)).catch(() => undefined)
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

/** Options that need or exclude each other, in virsh's order. */
function checkCombination(disk: Readonly<Record<string, unknown>>): void {
  exclusive(disk, 'persistent', 'current')
  exclusive(disk, 'current', 'live', 'config')
  requires(disk, 'source-host-name', 'source-protocol')
  requires(disk, 'source-host-transport', 'source-protocol')
  requires(disk, 'source-host-socket', 'source-protocol')
  requires(disk, 'source-host-socket', 'source-host-transport')
  exclusive(disk, 'source-host-name', 'source-host-socket')
}

function checkValues({ sourcetype, mode, wwn, ...disk }: Disk): void {
  if ((disk['source-protocol'] !== undefined) !== (sourcetype === 'network'))
    throw new Failure('--source-protocol option requires --sourcetype network')
  if (mode !== undefined && mode !== 'readonly' && mode !== 'shareable')
    throw new Failure(`No support for ${mode} in command 'attach-disk'`)
  if (wwn !== undefined && !/^[0-9a-f]{16}$/i.test(wwn))
    throw new VirtError('XML_ERROR', `malformed wwn: ${wwn}`)
}

/** The device description that these options stand for. */
export function diskXml(disk: Disk): string {
  checkValues(disk)
  const { driver: name, subdriver: type, iothread, cache, io } = disk
  const driver = attributes({ name, type, iothread, cache, io })
  const lines = [
    driver && `<driver${driver}/>`,
    sourceXml(disk),
    `<target${attributes({ dev: disk.target, bus: disk.targetbus })}/>`,
    disk.mode && `<${disk.mode}/>`,
    disk.serial && `<serial>${escapeXml(disk.serial)}</serial>`,
    disk.alias && `<alias${attributes({ name: disk.alias })}/>`,
    disk.wwn && `<wwn>${escapeXml(disk.wwn)}</wwn>`,
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
  const { source: name, sourcetype, 'source-protocol': protocol } = disk
  if (sourcetype !== 'network')
    return `<source${attributes({ [sourcetype === 'block' ? 'dev' : 'file']: name })}/>`
  const host = hostXml(disk)
  const head = `<source${attributes({ protocol, name })}`
  return host ? `${head}>\n  ${host}\n</source>` : `${head}/>`
}

function hostXml(disk: Disk): string {
  const { 'source-host-name': place, 'source-host-transport': transport, 'source-host-socket': socket } = disk
  const [, name, port] = (place === undefined ? undefined : /^([^:]*)(?::([\s\S]*))?$/.exec(place)) ?? []
  const host = attributes({ transport, socket, name, port })
  return host && `<host${host}/>`
}

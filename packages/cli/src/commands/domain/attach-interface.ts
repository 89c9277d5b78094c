import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { attempt, Failure } from '../../parser/failure.js'
import { bool, data, string } from '../../parser/options.js'
import { domainNames } from '../../shell/names.js'
import { affectedDevice, affecting } from '../shared/affect.js'
import { domain } from '../shared/lookup.js'
import { parseRate } from '../shared/rate.js'
import { attributes, indent } from '../shared/xml.js'
import { parseAddress } from './address.js'

export const attachInterface: Command = command({
  name: 'attach-interface',
  summary: 'attach network interface',
  description: 'Attach new network interface.',
  options: {
    domain: data('domain name, id or uuid', { complete: domainNames }),
    type: data('network interface type', { complete: () => Object.keys(sources) }),
    source: data('source of network interface'),
    target: string('target network name'),
    mac: string('MAC address'),
    script: string('script used to bridge network interface'),
    model: string('model type'),
    alias: string('custom alias name of interface device'),
    inbound: string("control domain's incoming traffics"),
    outbound: string("control domain's outgoing traffics"),
    persistent: bool('make live change persistent'),
    ...affecting,
    'print-xml': bool('print XML document rather than attach the interface'),
    managed: bool('libvirt will automatically detach/attach the device from/to host'),
    'source-mode': string('mode attribute of <source/> element', { complete: () => modes }),
  },
  run: async (session, values) => {
    const { persistent, config, live, current } = values
    exclusive({ persistent, current }, 'persistent', 'current')
    exclusive({ config, live, current }, 'current', 'config', 'live')
    const xml = interfaceXml(values)
    if (values['print-xml']) {
      session.output.print(xml)
      return
    }
    const given = { name: 'domain', values: [values.domain], command: 'attach-interface' }
    const { it } = await domain.read(given, session)
    const flags = affectedDevice({ persistent, config, live, current }, it.id !== undefined)
    await attempt('Failed to attach interface', it.attachDevice(xml, { ...flags, ...session.call }))
    session.output.confirm('Interface attached successfully')
  },
})

interface Interface {
  readonly type: string
  readonly source: string
  readonly target?: string
  readonly mac?: string
  readonly script?: string
  readonly model?: string
  readonly alias?: string
  readonly inbound?: string
  readonly outbound?: string
  readonly managed: boolean
  readonly 'source-mode'?: string
}

const modes: readonly string[] = ['server', 'client']

/** `<source>` by type of interface. */
const sources: Readonly<Record<string, (network: Interface) => string>> = {
  network: ({ source }) => `<source${attributes({ network: source })}/>`,
  bridge: ({ source }) => `<source${attributes({ bridge: source })}/>`,
  direct: ({ source }) => `<source${attributes({ dev: source })}/>`,
  hostdev: ({ source }) => `<source>\n  ${hostAddress(source)}\n</source>`,
  vhostuser: ({ source, 'source-mode': mode }) => {
    if (mode === undefined) throw new Failure('source-mode is mandatory')
    return `<source${attributes({ type: 'unix', path: source, mode })}/>`
  },
}

/** The device description that these options stand for. */
export function interfaceXml(wanted: Interface): string {
  const source = Object.hasOwn(sources, wanted.type) ? sources[wanted.type] : undefined
  if (!source) throw new Failure(`No support for ${wanted.type} in command 'attach-interface'`)
  const { 'source-mode': mode } = wanted
  if (mode !== undefined && !modes.includes(mode)) throw new Failure(`Invalid source mode: ${mode}`)
  const traffic = bandwidth(wanted)
  const element = (name: string, values: Readonly<Record<string, string | undefined>>): string => {
    const written = attributes(values)
    return written && `<${name}${written}/>`
  }
  const lines = [
    source(wanted),
    element('target', { dev: wanted.target }),
    element('mac', { address: wanted.mac }),
    element('script', { path: wanted.script }),
    element('model', { type: wanted.model }),
    element('alias', { name: wanted.alias }),
    traffic,
  ]
  const inside = lines
    .filter(Boolean)
    .map((line) => `${line}\n`)
    .join('')
  const head = attributes({ type: wanted.type, managed: wanted.managed ? 'yes' : undefined })
  return `<interface${head}>\n${indent(inside)}</interface>\n`
}

function bandwidth({ inbound, outbound }: Interface): string {
  const directions = [rate('inbound', inbound), rate('outbound', outbound)].filter(Boolean)
  return directions.length > 0
    ? `<bandwidth>\n${directions.map((each) => `  ${each}\n`).join('')}</bandwidth>`
    : ''
}

function rate(direction: 'inbound' | 'outbound', text: string | undefined): string {
  if (text === undefined) return ''
  const values = parseRate(text)
  if (direction === 'inbound' && !values.average && !values.floor)
    throw new Failure('either inbound average or floor is mandatory')
  if (direction === 'outbound' && !values.average) throw new Failure('outbound average is mandatory')
  if (direction === 'outbound' && values.floor) throw new Failure('outbound floor is unsupported yet')
  return `<${direction}${attributes(values)}/>`
}

function hostAddress(source: string): string {
  const address = parseAddress(`pci:${source}`, false)
  if (!address) throw new Failure(`cannot parse pci address '${source}' for network interface`)
  return address.xml
}

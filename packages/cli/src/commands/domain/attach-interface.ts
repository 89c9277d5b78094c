import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { attempt, Failure } from '../../parser/failure.js'
import { bool, data, string } from '../../parser/options.js'
import { domainNames } from '../../shell/names.js'
import { affectedDevice, affecting } from '../shared/affect.js'
import { domain } from '../shared/lookup.js'
import { attributes, indent } from '../shared/xml.js'

const named = { named: true } as const

export const attachInterface: Command = command({
  name: 'attach-interface',
  summary: 'attach network interface',
  description: 'Attach new network interface.',
  options: {
    domain: data('domain name, id or uuid', { complete: domainNames }),
    type: data('network interface type', { complete: () => Object.keys(sources) }),
    source: data('source of network interface'),
    target: string('target network name', named),
    mac: string('MAC address', named),
    script: string('script used to bridge network interface', named),
    model: string('model type', named),
    alias: string('custom alias name of interface device', named),
    inbound: string("control domain's incoming traffics", named),
    outbound: string("control domain's outgoing traffics", named),
    persistent: bool('make live change persistent'),
    ...affecting,
    'print-xml': bool('print XML document rather than attach the interface'),
    managed: bool('libvirt will automatically detach/attach the device from/to host'),
    'source-mode': string('mode attribute of <source/> element', named),
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

/** `<source>` by type of interface. */
const sources: Readonly<Record<string, (network: Interface) => string>> = {
  network: ({ source }) => `<source${attributes({ network: source })}/>`,
  bridge: ({ source }) => `<source${attributes({ bridge: source })}/>`,
  direct: ({ source, 'source-mode': mode }) => `<source${attributes({ dev: source, mode })}/>`,
  hostdev: ({ source }) => `<source>\n  ${hostAddress(source)}\n</source>`,
}

/** The device description that these options stand for. */
export function interfaceXml(wanted: Interface): string {
  const source = Object.hasOwn(sources, wanted.type) ? sources[wanted.type] : undefined
  if (!source) throw new Failure(`No support for ${wanted.type} in command 'attach-interface'`)
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
    bandwidth(wanted),
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

/** `average,peak,burst,floor`, the last only for what comes in. */
function rate(direction: 'inbound' | 'outbound', text: string | undefined): string {
  if (text === undefined) return ''
  const numbers = text.split(',')
  const limit = direction === 'inbound' ? 4 : 3
  if (numbers.length > limit || !numbers.every((each) => /^\d*$/.test(each)) || (!numbers[0] && !numbers[3]))
    throw new Failure(`${direction} format is incorrect`)
  const [average, peak, burst, floor] = numbers.map((each) => each || undefined)
  return `<${direction}${attributes({ average, peak, burst, floor })}/>`
}

function hostAddress(source: string): string {
  const [matched, domain, bus, slot, part] =
    /^(?:([0-9a-f]+):)?([0-9a-f]+):([0-9a-f]+)\.([0-7])$/i.exec(source.replace(/^pci:/, '')) ?? []
  if (matched === undefined) throw new Failure('cannot parse pci address: expecting 0000:00:00.0')
  const hex = (text: string | undefined, width: number): string =>
    `0x${(text ?? '0').toLowerCase().padStart(width, '0')}`
  const place = { domain: hex(domain, 4), bus: hex(bus, 2), slot: hex(slot, 2), function: hex(part, 1) }
  return `<address${attributes({ type: 'pci', ...place })}/>`
}

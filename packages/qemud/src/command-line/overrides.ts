import type { DomainConfig, XmlElement, XmlNode } from '@virt/core/config'
import { unsupported } from './plan.js'

type Change = readonly [property: string, value: string | number | boolean | undefined]

/**
 * `<qemu:override>`: properties of devices as the definition wants them, whatever this driver would say.
 *
 * @throws CONFIG_UNSUPPORTED for a device that is not there, or a value that is not of its type.
 */
export function overridden(argv: readonly string[], config: DomainConfig): readonly string[] {
  const changes = changesByAlias(config)
  const found = new Set<string>()
  const words = argv.map((word, index) => {
    if (argv[index - 1] !== '-device' || !word.startsWith('{')) return word
    const device = JSON.parse(word) as { readonly id?: string }
    const wanted = device.id === undefined ? undefined : changes.get(device.id)
    if (device.id !== undefined) found.add(device.id)
    return wanted ? JSON.stringify({ ...device, ...Object.fromEntries(wanted) }) : word
  })
  for (const alias of changes.keys())
    if (!found.has(alias))
      throw unsupported(`device '${alias}' of <qemu:override> was not found in the domain`)
  return words
}

function changesByAlias({ extra }: DomainConfig): ReadonlyMap<string, readonly Change[]> {
  const override = extra?.elements?.find(({ name }) => name === 'qemu:override')
  return new Map(
    inside(override, 'qemu:device').map((device) => [
      device.attributes?.alias ?? '',
      inside(device, 'qemu:frontend').flatMap((frontend) => inside(frontend, 'qemu:property').map(changeOf)),
    ]),
  )
}

function inside(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  const isOne = (node: XmlNode): node is XmlElement => typeof node !== 'string' && node.name === name
  return element?.children?.filter(isOne) ?? []
}

function changeOf({ attributes }: XmlElement): Change {
  const { name = '', type = '', value = '' } = attributes ?? {}
  const read = readers[type]
  if (!read) throw unsupported(`property '${name}' of <qemu:override> has the unknown type '${type}'`)
  return [name, read(value)]
}

const readers: Readonly<Record<string, ((text: string) => Change[1]) | undefined>> = {
  string: (text) => text,
  signed: (text) => number(text, /^-?\d+$/),
  unsigned: (text) => number(text, /^\d+$/),
  bool: (text) => {
    if (text !== 'true' && text !== 'false') throw unsupported(`'${text}' is neither true nor false`)
    return text === 'true'
  },
  remove: () => undefined,
}

function number(text: string, shape: RegExp): number {
  if (!shape.test(text)) throw unsupported(`'${text}' is not a number of <qemu:override>`)
  return Number(text)
}

import { chardevArguments } from './chardev-arguments.js'
import { parseKeyValues } from './key-values.js'
import { netdevArguments } from './netdev-arguments.js'

export type PartKind = 'object' | 'chardev' | 'blockdev' | 'netdev' | 'device'

/** Something that QEMU can be given and that can be taken away again while it runs: a device, or what stands behind it. */
export interface Part {
  readonly kind: PartKind
  readonly id: string
  /** What the command that adds it takes. */
  readonly arguments: Readonly<Record<string, unknown>>
}

/** A command line as parts, in its order, and the options that are none. */
export interface Parts {
  readonly parts: readonly Part[]
  readonly others: readonly string[]
}

const kinds: Readonly<Record<string, PartKind>> = {
  '-object': 'object',
  '-chardev': 'chardev',
  '-blockdev': 'blockdev',
  '-netdev': 'netdev',
  '-device': 'device',
}

export function partsOf(argv: readonly string[]): Parts {
  const parts: Part[] = []
  const others: string[] = []
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? ''
    const kind = Object.hasOwn(kinds, word) ? kinds[word] : undefined
    if (kind) parts.push(part(kind, argv[++index] ?? ''))
    else others.push(word)
  }
  return { parts, others }
}

function part(kind: PartKind, value: string): Part {
  const values = value.startsWith('{') ? (JSON.parse(value) as Part['arguments']) : spelled(kind, value)
  const id = values[kind === 'blockdev' ? 'node-name' : 'id']
  return { kind, id: typeof id === 'string' ? id : '', arguments: values }
}

function spelled(kind: PartKind, value: string): Part['arguments'] {
  const keyValues = parseKeyValues(value)
  if (kind === 'chardev') return chardevArguments(keyValues)
  return kind === 'netdev' ? netdevArguments(keyValues) : { driver: keyValues.head, ...keyValues.values }
}

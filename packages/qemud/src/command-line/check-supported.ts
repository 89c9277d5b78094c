import type { DomainConfig, Extra } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { support } from './support/domain.js'

type Fields = Readonly<Record<string, unknown>>

/**
 * Refuse, by name, what this driver cannot honour: nothing of a definition is silently dropped. Also called when a
 * domain is defined. Harmless words (title, description, metadata) and elements of foreign namespaces pass.
 *
 * @throws CONFIG_UNSUPPORTED "unsupported configuration: devices/tpm is not supported by this driver"
 */
export function checkSupported(config: DomainConfig): void {
  const { extra, ...known } = config
  check(known, support, '')
  if (extra) checkExtra(ours(extra), '')
}

function check(value: unknown, rule: unknown, path: string): void {
  if (value === undefined || rule === 'ignored') return
  if (rule === undefined) throw unsupported(path)
  if (Array.isArray(value)) for (const item of value) check(item, rule, path)
  else if (Array.isArray(rule)) checkWord(value, rule, path)
  else if (isFields(value)) checkFields(value, rule, path)
}

function checkWord(value: unknown, allowed: readonly unknown[], path: string): void {
  if (!allowed.includes(value)) throw unsupported(`${path} '${String(value)}'`)
}

function checkFields(value: Fields, rule: unknown, path: string): void {
  for (const [key, item] of Object.entries(value))
    if (key === 'extra') checkExtra(item as Extra, path)
    else check(item, isFields(rule) ? rule[key] : rule, join(path, elementName(key, item)))
}

function checkExtra({ attributes, elements, inside }: Extra, path: string): void {
  for (const name of Object.keys(attributes ?? {})) throw unsupported(join(path, `@${name}`))
  for (const { name } of elements ?? []) throw unsupported(join(path, name))
  for (const [name, extra] of Object.entries(inside ?? {})) checkExtra(extra, join(path, name))
}

/** Without the root's namespace declarations and the elements of namespaces that are not QEMU's. */
function ours({ attributes, elements, ...others }: Extra): Extra {
  return {
    ...others,
    attributes: Object.fromEntries(
      Object.entries(attributes ?? {}).filter(([name]) => !/^xmlns\b/.test(name)),
    ),
    elements: elements?.filter(({ name }) => !name.includes(':') || isRefused(name)),
  }
}

/** Of QEMU's own namespace we know two elements: the command line, and overrides. */
function isRefused(name: string): boolean {
  return name.startsWith('qemu:') && name !== 'qemu:override'
}

const elementNames: Readonly<Record<string, string>> = {
  graphics: 'graphics',
  onLockfailure: 'on_lockfailure',
  memories: 'memory',
  vcpus: 'vcpus',
}

function elementName(key: string, value: unknown): string {
  const singular = Array.isArray(value) ? key.replace(/s$/, '') : key
  return elementNames[key] ?? singular
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`
}

function unsupported(path: string): VirtError {
  return new VirtError('CONFIG_UNSUPPORTED', `${path} is not supported by this driver`, {
    origin: 'QEMU',
  })
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
